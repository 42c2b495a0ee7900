package dev.lectern.command.reading;

import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReadingEvent.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a reading. */
sealed interface ReadingCommand {

    UUID readingId();

    UUID readerId();

    UUID bookId();

    /** One reader and one book have one reading, however many devices are first. */
    static UUID readingOf(UUID readerId, UUID bookId) {
        return UUID.nameUUIDFromBytes(("reading/" + readerId + "/" + bookId).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * A device says where its reader is.
     *
     * @param receivedAt by the server's clock
     */
    record RecordProgress(@TargetAggregateIdentifier UUID readingId, UUID readerId, UUID bookId, Place place,
                          Instant receivedAt) implements ReadingCommand {

        /** How far a device's clock may be ahead before it is set right. */
        private static final Duration TOLERATED_AHEAD = Duration.ofMinutes(2);

        static RecordProgress of(UUID readerId, UUID bookId, Place place, Instant receivedAt) {
            return new RecordProgress(readingOf(readerId, bookId), readerId, bookId, place, receivedAt);
        }

        /** The place, with a clock that is far ahead set to the time of arrival, lest it outdo all later places. */
        Place clampedPlace() {
            return place.recordedAt().isAfter(receivedAt.plus(TOLERATED_AHEAD))
                    ? new Place(place.locator(), place.percent(), place.deviceId(), receivedAt)
                    : place;
        }
    }

    /** A reader says what has become of a book. */
    record ChooseStatus(@TargetAggregateIdentifier UUID readingId, UUID readerId, UUID bookId, ReadStatus status,
                        Instant at) implements ReadingCommand {

        static ChooseStatus of(UUID readerId, UUID bookId, ReadStatus status, Instant at) {
            return new ChooseStatus(readingOf(readerId, bookId), readerId, bookId, status, at);
        }
    }

    record Star(@TargetAggregateIdentifier UUID readingId, UUID readerId, UUID bookId, Instant at) implements ReadingCommand {

        static Star of(UUID readerId, UUID bookId, Instant at) {
            return new Star(readingOf(readerId, bookId), readerId, bookId, at);
        }
    }

    record Unstar(@TargetAggregateIdentifier UUID readingId, UUID readerId, UUID bookId, Instant at) implements ReadingCommand {

        static Unstar of(UUID readerId, UUID bookId, Instant at) {
            return new Unstar(readingOf(readerId, bookId), readerId, bookId, at);
        }
    }
}
