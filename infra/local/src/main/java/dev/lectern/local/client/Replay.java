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
 * @param generation the one that is made
 * @param replaces   the one that serves until the switch
 * @param state      building, paused, indexing, comparing, ready, activated, finished or cancelled
 * @param auto       whether it is activated without being asked for, if there is no difference
 * @param throttle   events per second at the most
 * @param percent    0..100
 * @param events     folded, of {@code eventsTotal}
 * @param steps      what may be done to it now
 */
public record Replay(String id, String projection, int generation, int replaces, String state, boolean auto,
        @Nullable Double throttle, int segments, double percent, long events, long eventsTotal, double eventsPerSecond,
        @Nullable Double secondsLeft, long rows, @Nullable Comparison comparison, @Nullable Instant startedAt,
        @Nullable Instant activatedAt, @Nullable Instant rollbackUntil, List<String> steps) {

    public Replay {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(projection, "projection");
        Objects.requireNonNull(state, "state");
        steps = List.copyOf(steps);
    }

    /**
     * The two generations at one position.
     *
     * @param expected whether differences are what the replay is for, because the projection's version changed
     */
    public record Comparison(String position, long rowsBefore, long rowsAfter, long differences, boolean expected,
            List<Example> examples) {

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
            case "ready" -> auto && !differs();
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

    /** There are differences that nobody expects. */
    public boolean isSuspect() {
        var compared = comparison;
        return compared != null && compared.differences() > 0 && !compared.expected();
    }

    private boolean differs() {
        var compared = comparison;
        return compared != null && compared.differences() > 0;
    }
}
