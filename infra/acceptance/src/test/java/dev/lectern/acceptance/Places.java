package dev.lectern.acceptance;

import dev.lectern.acceptance.ReadingModel.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** Random places in one book, recorded by clocks that go wrong as devices' clocks do. */
final class Places {

    private static final Instant BEGIN = Instant.parse("2026-01-01T08:00:00Z");

    private record Chapter(int number, String href, boolean linear, long characters) {}

    private final List<Chapter> spine;
    private final Random random;
    private Instant clock = BEGIN;

    Places(JsonNode chapters, Random random) {
        this.spine = chapters.valueStream().map(chapter -> new Chapter(chapter.path("number").asInt(), chapter.path("href").asString(),
                chapter.path("linear").asBoolean(), chapter.path("characters").asLong())).toList();
        this.random = random;
    }

    /**
     * @param newest the current place's time
     * @param late   whether the clock may be ahead, by less than what is set right
     */
    Place next(String device, Optional<Instant> newest, boolean late) {
        var chapter = spine.get(random.nextInt(spine.size()));
        var progression = random.nextInt(1001) / 1000.0;
        var cfi = random.nextInt(4) == 0 ? "epubcfi(/6/" + 2 * chapter.number() + "!/4/2:0)" : "";
        return new Place(chapter.number(), chapter.href(), progression, cfi, percent(chapter, progression), device, recordedAt(newest, late));
    }

    private Instant recordedAt(Optional<Instant> newest, boolean late) {
        clock = clock.plusSeconds(random.nextInt(60));
        return switch (random.nextInt(10)) {
            case 0 -> newest.orElse(clock);
            case 1 -> clock.minus(Duration.ofDays(1 + random.nextInt(30)));
            case 2 -> late ? Instant.now().plusSeconds(random.nextInt(60)) : clock;
            default -> clock.plusSeconds(random.nextInt(-120, 120));
        };
    }

    /** Characters before the place over all characters of what is read in order. */
    private double percent(Chapter at, double progression) {
        var before = spine.stream().filter(Chapter::linear).filter(chapter -> chapter.number() < at.number()).mapToLong(Chapter::characters).sum();
        var all = spine.stream().filter(Chapter::linear).mapToLong(Chapter::characters).sum();
        return Place.rounded(100 * (before + (at.linear() ? at.characters() * progression : 0)) / all);
    }

    /** What a device sends: a chapter, a file or a CFI. */
    static Map<String, Object> form(Place place) {
        var locator = new HashMap<String, Object>();
        locator.put("progression", place.progression());
        if (!place.cfi().isEmpty()) {
            locator.put("cfi", place.cfi());
        }
        if (place.cfi().isEmpty() || place.chapter() % 2 == 0) {
            locator.put(place.recordedAt().getEpochSecond() % 2 == 0 ? "chapter" : "href",
                    place.recordedAt().getEpochSecond() % 2 == 0 ? place.chapter() : place.href());
        }
        // most devices say when no other place follows, lest many steps in a second wait for each other
        return Map.of("locator", locator, "deviceId", place.deviceId(), "recordedAt", place.recordedAt().toString(),
                "final", place.recordedAt().getEpochSecond() % 4 != 0);
    }
}
