package dev.lectern.contracts.event;

import java.time.Instant;
import java.util.UUID;

/** What happens to a reader. The stream's aggregate id is {@link #readerId()}. */
public sealed interface ReaderEvent extends DomainEvent {

    UUID readerId();

    /** The reader's key is destroyed: what they wrote can't be read any more, wherever it is kept. */
    @EventType("reader.erased")
    record ReaderErased(UUID readerId, Instant erasedAt) implements ReaderEvent {
    }
}
