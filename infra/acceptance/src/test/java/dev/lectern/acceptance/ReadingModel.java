package dev.lectern.acceptance;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The reference that Lectern's answers are held against: where one reader is in one book, told in the fewest lines. */
record ReadingModel(Optional<Place> current, Optional<Place> furthest, Map<String, Place> devices) {

    static final ReadingModel NEVER_OPENED = new ReadingModel(Optional.empty(), Optional.empty(), Map.of());

    /** The newest by the device's clock wins. */
    boolean takes(Place place) {
        return current.isEmpty() || place.recordedAt().isAfter(current.get().recordedAt());
    }

    ReadingModel after(Place place) {
        var known = new HashMap<>(devices);
        known.merge(place.deviceId(), place, (before, told) -> told.recordedAt().isAfter(before.recordedAt()) ? told : before);
        return new ReadingModel(takes(place) ? Optional.of(place) : current,
                furthest.filter(far -> far.percent() >= place.percent()).or(() -> Optional.of(place)), known);
    }

    /** What a write of this place is answered. */
    Receipt receipt(Place place) {
        return new Receipt(takes(place), after(place).current().orElseThrow());
    }

    /** What a read is answered. */
    Progress progress() {
        return new Progress(current, furthest, devices.values().stream()
                .sorted(Comparator.comparing(Place::recordedAt).reversed().thenComparing(Place::deviceId)).toList());
    }

    record Place(int chapter, String href, double progression, String cfi, double percent, String deviceId, Instant recordedAt) {

        static Place of(JsonNode place) {
            var locator = place.path("locator");
            return new Place(locator.path("chapter").asInt(), locator.path("href").asString(), locator.path("progression").asDouble(),
                    locator.path("cfi").asString(""), rounded(place.path("percent").asDouble()),
                    place.path("deviceId").asString(), Instant.parse(place.path("recordedAt").asString()));
        }

        Place at(Instant instant) {
            return new Place(chapter, href, progression, cfi, percent, deviceId, instant);
        }

        /** The order in which one adds up is nobody's business. */
        static double rounded(double percent) {
            return Math.rint(percent * 1e9) / 1e9;
        }
    }

    record Receipt(boolean applied, Place current) {

        static Receipt of(JsonNode receipt) {
            return new Receipt(receipt.path("applied").asBoolean(), Place.of(receipt.path("current")));
        }
    }

    record Progress(Optional<Place> current, Optional<Place> furthest, List<Place> devices) {

        static Progress of(JsonNode progress) {
            return new Progress(place(progress.path("current")), place(progress.path("furthest")),
                    progress.path("devices").valueStream().map(Place::of).toList());
        }

        private static Optional<Place> place(JsonNode place) {
            return place.isNull() ? Optional.empty() : Optional.of(Place.of(place));
        }
    }
}
