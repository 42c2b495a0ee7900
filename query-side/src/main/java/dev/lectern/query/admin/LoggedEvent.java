package dev.lectern.query.admin;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.lectern.contracts.log.RecordedEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/**
 * An event of the log, as administrators see it.
 *
 * @param sequence within its aggregate, from 0
 */
record LoggedEvent(UUID id, String position, String aggregate, long sequence, String name, int revision,
                   @JsonRawValue @Schema(types = "object") String payload,
                   @JsonRawValue @Schema(types = "object") String metadata, Instant recordedAt) {

    static LoggedEvent of(RecordedEvent event) {
        return new LoggedEvent(event.id(), event.position().toString(), event.aggregateId(), event.sequence(),
                event.stored().name(), event.stored().revision(), event.stored().json(), event.metadata(), event.recordedAt());
    }
}
