package dev.lectern.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What happens to one shelf of one owner. The stream's aggregate id is {@link #shelfId()}. */
public sealed interface ShelfEvent extends DomainEvent {

    UUID shelfId();

    UUID ownerId();

    @EventType("shelf.created")
    record ShelfCreated(UUID shelfId, UUID ownerId, String name, Instant createdAt) implements ShelfEvent {
    }

    @EventType("shelf.renamed")
    record ShelfRenamed(UUID shelfId, UUID ownerId, String name, Instant renamedAt) implements ShelfEvent {
    }

    /** @param books that stood on it, so that nobody has to look them up */
    @EventType("shelf.deleted")
    record ShelfDeleted(UUID shelfId, UUID ownerId, List<UUID> books, Instant deletedAt) implements ShelfEvent {
    }

    @EventType("shelf.book-added")
    record BookAdded(UUID shelfId, UUID ownerId, UUID bookId, Instant addedAt) implements ShelfEvent {
    }

    @EventType("shelf.book-removed")
    record BookRemoved(UUID shelfId, UUID ownerId, UUID bookId, Instant removedAt) implements ShelfEvent {
    }
}
