package dev.lectern.command.reading;

import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.contracts.event.ReadingEvent.PlaceRecorded;
import dev.lectern.contracts.event.ReadingEvent.PlaceTold;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a burst has to be recorded: the newest place of each device, because it is kept by itself, and the last move
 * before each change of status. The furthest place needs no event of its own, all carry it.
 */
final class FoldedPlaces {

    private final List<PlaceTold> settled = new ArrayList<>();
    private final Map<String, PlaceTold> newestByDevice = new LinkedHashMap<>();

    private FoldedPlaces() {
    }

    /** @param told in the order in which they were decided */
    static List<PlaceTold> of(List<PlaceTold> told) {
        var folded = new FoldedPlaces();
        @Nullable ReadStatus status = null;
        @Nullable Place furthest = null;
        for (var event : told) {
            if (event instanceof ReadingProgressed move) {
                if (status != null && move.statusAfter() != status) {
                    folded.settle(furthest);
                }
                status = move.statusAfter();
            }
            folded.add(event);
            furthest = event.furthest();
        }
        folded.settle(furthest);
        return folded.settled;
    }

    private void add(PlaceTold event) {
        var device = event.place().deviceId();
        var known = newestByDevice.get(device);
        if (known == null || event.place().recordedAt().isAfter(known.place().recordedAt())) {
            newestByDevice.remove(device);
            newestByDevice.put(device, event);
        }
    }

    /**
     * Moves come first: a place that was late when it was told is late after them too.
     *
     * @param furthest as it is by now: the place that reached it may be none of those that are recorded
     */
    private void settle(@Nullable Place furthest) {
        if (furthest != null) {
            newestByDevice.values().stream().filter(ReadingProgressed.class::isInstance).forEach(event -> settled.add(reaching(furthest, event)));
            newestByDevice.values().stream().filter(PlaceRecorded.class::isInstance).forEach(event -> settled.add(reaching(furthest, event)));
        }
        newestByDevice.clear();
    }

    private static PlaceTold reaching(Place furthest, PlaceTold event) {
        return switch (event) {
            case ReadingProgressed e -> new ReadingProgressed(e.readingId(), e.readerId(), e.bookId(), e.place(), furthest, e.status());
            case PlaceRecorded e -> new PlaceRecorded(e.readingId(), e.readerId(), e.bookId(), e.place(), furthest);
        };
    }
}
