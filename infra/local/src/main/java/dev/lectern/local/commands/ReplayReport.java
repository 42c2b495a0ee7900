// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.client.Replay;
import dev.lectern.local.client.Replay.Comparison;
import dev.lectern.local.client.Replay.Example;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What there is to say about a replay that stands still: how it stands, what was compared, what can be done next.
 *
 * @param command the words that name it again
 */
record ReplayReport(Replay replay, String command) {

    private static final int EXAMPLES = 5;
    private static final int VALUE_CELLS = 60;
    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Nothing is wrong, and nothing is unfinished but what a person decides. */
    boolean isGood() {
        return switch (replay.state()) {
            case "ready" -> !replay.isSuspect();
            case "activated", "finished" -> true;
            default -> false;
        };
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add((isGood() ? "✓ " : replay.isSuspect() ? "✗ " : "") + Text.printable(replay.projection()) + ": " + state());
        var comparison = replay.comparison();
        if (comparison != null) {
            lines.addAll(comparison(comparison, replay.expected()));
        }
        if (replay.deadLetters() > 0) {
            lines.add("  ! It lacks %,d %s, in GET /api/v1/admin/dead-letters".formatted(replay.deadLetters(),
                    replay.deadLetters() == 1 ? "event that was refused or waits behind one" : "events that were refused or wait behind one"));
        }
        lines.addAll(next());
        return lines;
    }

    private String state() {
        return switch (replay.state()) {
            case "paused" -> "paused at" + Text.percent(replay.percent()).substring(0, 5).stripTrailing();
            case "ready" -> "generation %d is ready, %s; generation %d still answers".formatted(
                    replay.generation(), rows(replay.rows()), replay.replaces());
            case "activated" -> "generation %d answers, %s".formatted(replay.generation(), rows(replay.rows())) + took();
            case "finished" -> "generation %d answers, and generation %d is gone".formatted(replay.generation(), replay.replaces());
            case "cancelled" -> "cancelled; generation %d answers as before".formatted(replay.replaces());
            default -> "%s, %d %%".formatted(Text.printable(replay.state()), (int) replay.percent());
        };
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : "%,d rows".formatted(count);
    }

    private String took() {
        return replay.startedAt() == null || replay.activatedAt() == null ? ""
                : ", after " + Text.duration(Duration.between(replay.startedAt(), replay.activatedAt()).toMillis() / 1000.0);
    }

    private static List<String> comparison(Comparison comparison, boolean expected) {
        var lines = new ArrayList<String>();
        lines.add("  Compared at %s: %s before, %,d after, %s".formatted(Text.printable(comparison.position()),
                rows(comparison.rowsBefore()), comparison.rowsAfter(), differences(comparison, expected)));
        comparison.examples().stream().limit(EXAMPLES).forEach(example -> lines.addAll(example(example)));
        var more = comparison.differences() - Math.min(comparison.examples().size(), EXAMPLES);
        if (more > 0) {
            lines.add("  … and %,d more".formatted(more));
        }
        return lines;
    }

    private static String differences(Comparison comparison, boolean expected) {
        var count = comparison.differences() == 0 ? "no difference"
                : comparison.differences() == 1 ? "1 difference" : "%,d differences".formatted(comparison.differences());
        return count + (expected && comparison.differences() > 0 ? ", as expected: the projection has changed" : "");
    }

    private static List<String> example(Example example) {
        var lines = new ArrayList<String>();
        lines.add("  " + example.key().entrySet().stream()
                .map(part -> Text.printable(part.getKey()) + " " + value(part.getValue())).collect(Collectors.joining(", ")));
        var widest = example.fields().keySet().stream().mapToInt(Text::width).max().orElse(0);
        for (var field : example.fields().entrySet()) {
            lines.add("    " + Text.fit(Text.printable(field.getKey()), widest) + "  " + value(field.getValue().before())
                    + " → " + value(field.getValue().after()));
        }
        return lines;
    }

    private static String value(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "–";
        }
        return Text.cut(Text.printable(value.isString() ? value.stringValue() : value.toString()), VALUE_CELLS);
    }

    private List<String> next() {
        var possible = Map.of("pause", "rest", "resume", "go on", "compare", "compare again",
                "activate", "let generation %d answer".formatted(replay.generation()),
                "rollback", "let generation %d answer again".formatted(replay.replaces()) + until(replay.rollbackUntil()),
                "cancel", "drop generation %d".formatted(replay.generation()));
        return replay.steps().stream().filter(possible::containsKey)
                .map(step -> "  " + command + " --" + Text.fit(step, 10) + possible.get(step)).toList();
    }

    private static String until(@Nullable Instant instant) {
        return instant == null ? "" : " (until " + TO_THE_MINUTE.format(instant.atZone(ZoneId.systemDefault())) + ")";
    }
}
