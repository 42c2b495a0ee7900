package dev.lectern.command.reading;

import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.contracts.event.ReadingEvent.ReadStatusChanged;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader is in a book.
 *
 * @param current      the newest place by the devices' clocks
 * @param furthest     the furthest place ever reached
 * @param finishedFrom percent; who finishes by hand has finished at the place where they are
 */
record Whereabouts(@Nullable Place current, @Nullable Place furthest, ReadStatus status, double finishedFrom) {

    static final Whereabouts NEVER_OPENED = new Whereabouts(null, null, ReadStatus.UNREAD, ReadStatus.FINISHED_FROM);

    boolean isNewer(Place place) {
        return current == null || place.recordedAt().isAfter(current.recordedAt());
    }

    Place furthestWith(Place place) {
        return furthest == null || place.percent() > furthest.percent() ? place : furthest;
    }

    ReadStatus statusAt(Place place) {
        return place.percent() >= finishedFrom ? ReadStatus.FINISHED : ReadStatus.READING;
    }

    Whereabouts after(ReadingProgressed event) {
        var after = event.statusAfter();
        return new Whereabouts(event.place(), event.furthest(), after,
                after == ReadStatus.FINISHED ? finishedFrom : ReadStatus.FINISHED_FROM);
    }

    Whereabouts after(ReadStatusChanged event) {
        return new Whereabouts(current, furthest, event.status(), event.status() == ReadStatus.FINISHED
                ? Math.min(ReadStatus.FINISHED_FROM, current == null ? 0 : current.percent())
                : ReadStatus.FINISHED_FROM);
    }
}
