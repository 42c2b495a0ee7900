package dev.lectern.contracts;

import java.time.Duration;

/** Kafka topics. */
public final class Topics {

    /** Every domain event, in order per aggregate, exactly once for {@code read_committed}. */
    public static final String EVENTS = "lectern.events";

    /** How far each log was told, by the log's id; compacted, one partition. Of a log's relays the one that is assigned it is active. */
    public static final String RELAY = "lectern.relay";

    public static final String NLP_REQUESTS = "lectern.nlp.requests";
    public static final String NLP_REQUESTS_URGENT = "lectern.nlp.requests.urgent";
    public static final String NLP_RESULTS = "lectern.nlp.results";

    /** How each NLP processor does, by its instance's name, every few seconds; without a value when it goes. */
    public static final String NLP_PROCESSORS = "lectern.nlp.processors";
    /** How long that is kept, which is about now. */
    public static final Duration NLP_PROCESSORS_KEPT = Duration.ofHours(1);

    /** Where what can't be processed goes, with the exception in its headers. */
    public static String deadLetters(String topic) {
        return topic + ".dlt";
    }

    private Topics() {
    }
}
