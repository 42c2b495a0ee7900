package dev.lectern.query.shelves;

import java.time.Instant;
import java.util.UUID;

/**
 * A reader's shelf.
 *
 * @param changedAt when it was last renamed, or a book came or went
 */
record ShelfRow(UUID ownerId, UUID shelfId, String name, Instant createdAt, Instant changedAt) {

    ShelfRow changed(String name, Instant at) {
        return new ShelfRow(ownerId, shelfId, name, createdAt, at);
    }

    ShelfRow changed(Instant at) {
        return changed(name, at);
    }
}
