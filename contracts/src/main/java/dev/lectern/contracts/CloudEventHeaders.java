package dev.lectern.contracts;

/** CloudEvents 1.0 in Kafka's binary content mode: attributes are headers, the value is the data. */
public final class CloudEventHeaders {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    /** Extension attribute: {@link Position} of a domain event. */
    public static final String POSITION = "ce_lecternposition";
    /** Extension attribute: the id of the event log that the position is in. */
    public static final String LOG = "ce_lecternlog";
    public static final String CONTENT_TYPE = "content-type";

    private CloudEventHeaders() {
    }
}
