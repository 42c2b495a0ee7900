package dev.lectern.contracts.log;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.EventTypes;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as it stands in the log, its payload still JSON.
 *
 * @param sequence within its aggregate, from 0
 * @param metadata a JSON object: {@code correlationId}, {@code causationId}, {@code userId} where known
 */
public record RecordedEvent(Position position, UUID id, String aggregateType, String aggregateId, long sequence,
                            EventTypes.Stored stored, String metadata, Instant recordedAt) {

    /**
     * The payload, brought up to the revision that this release knows.
     *
     * @throws EventTypes.UnknownEventException if this release can't read it
     */
    public DomainEvent event() {
        return EventTypes.read(stored);
    }
}
