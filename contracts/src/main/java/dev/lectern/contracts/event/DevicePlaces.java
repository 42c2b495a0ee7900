package dev.lectern.contracts.event;

import dev.lectern.contracts.event.ReadingEvent.Place;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The newest place of each device, the newest first. */
public final class DevicePlaces {

    /** A device that names itself anew each time must not make a reading grow without end: the oldest are forgotten. */
    private static final int MOST = 100;

    private static final Comparator<Place> NEWEST_FIRST = Comparator.comparing(Place::recordedAt).reversed()
            .thenComparing(Place::deviceId);

    private DevicePlaces() {
    }

    /** The places once a device has told this one, which may be older than what is known of it. */
    public static List<Place> with(Place told, List<Place> known) {
        var others = known.stream().filter(place -> !place.deviceId().equals(told.deviceId())).toList();
        var newest = known.stream().filter(place -> place.deviceId().equals(told.deviceId()))
                .filter(place -> !told.recordedAt().isAfter(place.recordedAt())).findFirst().orElse(told);
        return Stream.concat(Stream.of(newest), others.stream()).sorted(NEWEST_FIRST).limit(MOST).toList();
    }
}
