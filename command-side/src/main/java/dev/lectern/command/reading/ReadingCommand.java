package dev.lectern.command.reading;

import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReadingEvent.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
     * Devices say where their reader is.
     *
     * @param places decided in this order
     * @param folded whether it is enough to record the newest place of each device
     */
    record RecordProgress(@TargetAggregateIdentifier UUID readingId, UUID readerId, UUID bookId, List<Place> places,
                          boolean folded) implements ReadingCommand {

        /** How far a device's clock may be ahead before it is set right. */
        private static final Duration TOLERATED_AHEAD = Duration.ofMinutes(2);

        /** For one device, which sent these places one after the other. */
        static RecordProgress each(UUID readerId, UUID bookId, List<Place> places) {
            return new RecordProgress(readingOf(readerId, bookId), readerId, bookId, places, false);
        }

        /** For places that came so fast that they are recorded together. */
        static RecordProgress folded(UUID readerId, UUID bookId, List<Place> places) {
            return new RecordProgress(readingOf(readerId, bookId), readerId, bookId, places, true);
        }

        /**
         * The place, with a clock that is far ahead set to the time of arrival, lest it outdo all later places.
         *
         * @param receivedAt by the server's clock
         */
        static Place clamped(Place place, Instant receivedAt) {
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
