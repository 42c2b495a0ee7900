package dev.lectern.contracts;

/** Kafka topics. */
public final class Topics {

    /** Every domain event, in order per aggregate, exactly once for {@code read_committed}. */
    public static final String EVENTS = "lectern.events";

    /** The relay's own position; compacted, one partition. Whoever is assigned the partition is the active relay. */
    public static final String RELAY = "lectern.relay";

    public static final String NLP_REQUESTS = "lectern.nlp.requests";
    public static final String NLP_REQUESTS_URGENT = "lectern.nlp.requests.urgent";
    public static final String NLP_RESULTS = "lectern.nlp.results";

    /** Where what can't be processed goes, with the exception in its headers. */
    public static String deadLetters(String topic) {
        return topic + ".dlt";
    }

    private Topics() {
    }
}
