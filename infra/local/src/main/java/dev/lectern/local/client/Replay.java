// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A replay as its administrator sees it: a projection's next generation on its way.
 *
 * @param generation  the one that is made
 * @param replaces    the one that serves until the switch
 * @param state       building, paused, indexing, comparing, ready, activated, finished or cancelled
 * @param auto        whether it is activated without being asked for, if nothing speaks against it
 * @param expected    whether the projection has changed, so that differences are what the replay is for
 * @param percent     0..100
 * @param events      folded, of {@code eventsTotal}
 * @param deadLetters events that the new generation lacks, because it refused them or one before
 * @param error       why it doesn't get on
 * @param steps       what may be done to it now
 */
public record Replay(String id, String projection, int generation, int replaces, String state, boolean auto, boolean expected,
        int segments, double percent, long events, long eventsTotal, double eventsPerSecond, @Nullable Double secondsLeft,
        long rows, long deadLetters, @Nullable Comparison comparison, @Nullable String error, @Nullable Instant startedAt,
        @Nullable Instant activatedAt, @Nullable Instant rollbackUntil, List<String> steps) {

    public Replay {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(projection, "projection");
        Objects.requireNonNull(state, "state");
        steps = List.copyOf(steps);
    }

    /** The two generations at one position. */
    public record Comparison(String position, long rowsBefore, long rowsAfter, long differences, List<Example> examples) {

        public Comparison {
            examples = List.copyOf(examples);
        }
    }

    /** A row that differs; the fields are those whose values do. */
    public record Example(Map<String, JsonNode> key, Map<String, Change> fields) {}

    /** A field's two values. */
    public record Change(@Nullable JsonNode before, @Nullable JsonNode after) {}

    /** Works, and goes on by itself. */
    public boolean isMoving() {
        return switch (state) {
            case "building", "indexing", "comparing" -> true;
            case "ready" -> auto && (expected || comparison != null && !isSuspect());
            default -> false;
        };
    }

    /** Keeps another replay of the projection from starting. */
    public boolean isUnderWay() {
        return switch (state) {
            case "activated", "finished", "cancelled" -> false;
            default -> true;
        };
    }

    /** A person should look before it is activated. */
    public boolean isSuspect() {
        return !expected && (deadLetters > 0 || comparison != null && comparison.differences() > 0);
    }
}
