package dev.lectern.query.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes instants as {@link Instant#toString()} does (RFC 3339), without a formatter, which was a seventh of what a list's JSON took. */
final class InstantWriter extends ValueSerializer<Instant> {

    private static final Instant EARLIEST = LocalDateTime.MIN.toInstant(ZoneOffset.UTC);
    private static final Instant LATEST = LocalDateTime.MAX.toInstant(ZoneOffset.UTC);

    @Override
    public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
        json.writeString(text(instant));
    }

    static String text(Instant instant) {
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            return instant.toString();
        }
        var moment = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        // which leaves seconds out where they are none
        return moment.getSecond() == 0 && moment.getNano() == 0 ? moment + ":00Z" : moment + "Z";
    }
}
