package dev.lectern.query.progress;

import dev.lectern.contracts.event.ReadingEvent.Place;
import java.time.Instant;
import java.util.UUID;

/** A place that a reader once was at. */
record PlaceRow(UUID readerId, UUID bookId, Instant recordedAt, String deviceId, Place place) {
}
