package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.EventTypes;
import dev.lectern.contracts.event.EventTypes.Stored;
import dev.lectern.contracts.log.RecordedEvent;
import java.time.Instant;
import java.util.UUID;

/** Events as observers of the log see them. */
public final class Decoded {

    private Decoded() {
    }

    /** @param sequence within its aggregate */
    public static DecodedEvent event(int index, long sequence, DomainEvent event) {
        return decoded(index, sequence, EventTypes.write(event));
    }

    /** One that no release can read. */
    public static DecodedEvent unreadable(int index) {
        return decoded(index, 0, new Stored("book.sent-to-the-moon", 1, "{}"));
    }

    private static DecodedEvent decoded(int index, long sequence, Stored stored) {
        return DecodedEvent.of(new RecordedEvent(new Position(1, index), UUID.randomUUID(), "Some", "some", sequence, stored, "{}",
                Instant.EPOCH));
    }
}
