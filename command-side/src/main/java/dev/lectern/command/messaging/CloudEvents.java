package dev.lectern.command.messaging;

import dev.lectern.contracts.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/** The attributes of a CloudEvent as Kafka headers (CloudEvents Kafka protocol binding 1.0, section 3.2). */
public final class CloudEvents {

    private CloudEvents() {
    }

    public static void describe(Headers headers, String id, String type, String subject, Instant time) {
        add(headers, CloudEventHeaders.SPEC_VERSION, "1.0");
        add(headers, CloudEventHeaders.ID, id);
        add(headers, CloudEventHeaders.TYPE, type);
        add(headers, CloudEventHeaders.SOURCE, "/lectern/command-side");
        add(headers, CloudEventHeaders.SUBJECT, subject);
        add(headers, CloudEventHeaders.TIME, time.toString());
        add(headers, CloudEventHeaders.CONTENT_TYPE, "application/json");
    }

    public static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
