package dev.lectern.query.shelves;

import java.time.Instant;
import java.util.UUID;

/** A book on a shelf. */
record ShelvedBookRow(UUID ownerId, UUID shelfId, UUID bookId, Instant addedAt) {
}
