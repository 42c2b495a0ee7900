package dev.lectern.command.reading;

import dev.lectern.contracts.event.DevicePlaces;
import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.contracts.event.ReadingEvent.PlaceRecorded;
import dev.lectern.contracts.event.ReadingEvent.PlaceTold;
import dev.lectern.contracts.event.ReadingEvent.ReadStatusChanged;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader is in a book.
 *
 * @param current      the newest place by the devices' clocks
 * @param furthest     the furthest place ever reached
 * @param devices      the newest place of each device, the newest first
 * @param finishedFrom percent; who finishes by hand has finished at the place where they are
 */
record Whereabouts(@Nullable Place current, @Nullable Place furthest, List<Place> devices, ReadStatus status,
                   double finishedFrom) {

    static final Whereabouts NEVER_OPENED = new Whereabouts(null, null, List.of(), ReadStatus.UNREAD, ReadStatus.FINISHED_FROM);

    /** Whether the place moves the reader. */
    boolean isNewer(Place place) {
        return current == null || place.recordedAt().isAfter(current.recordedAt());
    }

    /** Whether the place is something else than its device's last word. */
    boolean isNews(Place place) {
        return !devices.contains(place);
    }

    Place furthestWith(Place place) {
        return furthest == null || place.percent() > furthest.percent() ? place : furthest;
    }

    ReadStatus statusAt(Place place) {
        return place.percent() >= finishedFrom ? ReadStatus.FINISHED : ReadStatus.READING;
    }

    Whereabouts after(PlaceTold event) {
        var known = DevicePlaces.with(event.place(), devices);
        return switch (event) {
            case ReadingProgressed e -> new Whereabouts(e.place(), e.furthest(), known, e.statusAfter(),
                    e.statusAfter() == ReadStatus.FINISHED ? finishedFrom : ReadStatus.FINISHED_FROM);
            case PlaceRecorded e -> new Whereabouts(current, e.furthest(), known, status, finishedFrom);
        };
    }

    Whereabouts after(ReadStatusChanged event) {
        return new Whereabouts(current, furthest, devices, event.status(), event.status() == ReadStatus.FINISHED
                ? Math.min(ReadStatus.FINISHED_FROM, current == null ? 0 : current.percent())
                : ReadStatus.FINISHED_FROM);
    }
}
