package dev.lectern.query.progress;

import dev.lectern.contracts.event.ReadingEvent.Place;
import java.util.List;
import java.util.UUID;

/**
 * Where a reader is in a book.
 *
 * @param devices the newest place of each device, the newest first
 */
record ProgressRow(UUID readerId, UUID bookId, Place current, Place furthest, List<Place> devices) {
}
