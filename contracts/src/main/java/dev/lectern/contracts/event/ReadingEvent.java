package dev.lectern.contracts.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens as one reader reads one book. The stream's aggregate id is {@link #readingId()}. */
public sealed interface ReadingEvent extends DomainEvent {

    UUID readingId();

    UUID readerId();

    UUID bookId();

    /** A device told where its reader is, or was. */
    sealed interface PlaceTold extends ReadingEvent {

        /** What the device told. */
        Place place();

        /** The furthest place ever reached, from now on. */
        Place furthest();
    }

    /**
     * The reader's place moved.
     *
     * @param place    the newest place by the devices' clocks
     * @param furthest the furthest place ever reached
     * @param status   from now on; absent in events from before a status could be chosen by hand
     */
    @EventType("reading.progressed")
    record ReadingProgressed(UUID readingId, UUID readerId, UUID bookId, Place place, Place furthest,
                             @Nullable ReadStatus status) implements PlaceTold {

        /** The status from now on, whenever the event was written. */
        public ReadStatus statusAfter() {
            return status != null ? status : ReadStatus.at(place.percent());
        }
    }

    /**
     * A device told late where its reader was: a newer place stands, and goes on standing.
     *
     * @param place    not newer than the reader's place; perhaps the newest of its own device
     * @param furthest the furthest place ever reached
     */
    @EventType("reading.place-recorded")
    record PlaceRecorded(UUID readingId, UUID readerId, UUID bookId, Place place, Place furthest) implements PlaceTold {
    }

    /** The reader chose a status by hand. */
    @EventType("reading.status-changed")
    record ReadStatusChanged(UUID readingId, UUID readerId, UUID bookId, ReadStatus status, Instant changedAt)
            implements ReadingEvent {
    }

    @EventType("reading.starred")
    record BookStarred(UUID readingId, UUID readerId, UUID bookId, Instant starredAt) implements ReadingEvent {
    }

    @EventType("reading.unstarred")
    record BookUnstarred(UUID readingId, UUID readerId, UUID bookId, Instant unstarredAt) implements ReadingEvent {
    }

    /**
     * Where a reader is.
     *
     * @param percent    0..100: characters before the locator over all characters of the linear spine
     * @param recordedAt by the device's clock, never later than two minutes after it arrived
     */
    record Place(Locator locator, double percent, String deviceId, Instant recordedAt) {
    }

    /**
     * A place in a book, as Readium's locators.
     *
     * @param chapter     from 1
     * @param href        the chapter's path within the EPUB
     * @param progression 0..1 within the chapter
     * @param cfi         EPUB Canonical Fragment Identifier, kept as it came
     */
    record Locator(int chapter, String href, double progression, @Nullable String cfi) {
    }
}
