// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** All measurements of a run, as a table for people and as JSON for programs. */
public final class Report {

    private static final List<String> HEAD = List.of("SCENARIO", "UNIT", "OURS", "BASELINE", "LIMIT", "÷BASE", "÷LIMIT",
            "P50 MS", "P95 MS", "P99 MS", "ERRORS", "SQL/OP", "CORES", "OTHERS", "MB", "TARGETS");

    /** What is written as JSON. */
    record Document(Instant measuredAt, int processors, boolean quick, List<Measurement> measurements, List<String> failures) {
    }

    private final List<Measurement> measurements = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    public void add(List<Measurement> more) {
        measurements.addAll(more);
    }

    /** A scenario that could not be measured; the others are worth having all the same. */
    public void failed(Scenario scenario, Exception failure) {
        failures.add(scenario.name() + ": " + failure);
    }

    /** Which scenario could not be measured, and why. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Which measurement missed which target, by how much. */
    public List<String> missed() {
        return measurements.stream().flatMap(measurement -> measurement.targets().stream()
                .filter(target -> !target.met())
                .map(target -> "%s: %s, but %s".formatted(measurement.name(), target.words(), number(target.actual())))).toList();
    }

    public String table() {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        measurements.forEach(measurement -> rows.add(row(measurement)));
        var widths = IntStream.range(0, HEAD.size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
        return rows.stream().map(row -> IntStream.range(0, row.size())
                .mapToObj(column -> padded(row.get(column), widths[column], column < 2 || column == HEAD.size() - 1))
                .collect(Collectors.joining("  ")).stripTrailing()).collect(Collectors.joining("\n"));
    }

    public void writeJson(Path file, boolean quick, Instant now) {
        var json = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
        json.writeValue(file, new Document(now, Runtime.getRuntime().availableProcessors(), quick, measurements, failures));
    }

    private static List<String> row(Measurement measurement) {
        var ours = measurement.ours();
        var latency = ours.latency();
        var resident = ours.residentBytes();
        return List.of(measurement.name(), measurement.unit(), number(ours.value()), valueOf(measurement.baseline()),
                valueOf(measurement.limit()), number(measurement.toBaseline()), number(measurement.toLimit()),
                number(latency == null ? null : latency.p50()), number(latency == null ? null : latency.p95()),
                number(latency == null ? null : latency.p99()), Long.toString(ours.errors()),
                number(ours.statementsPerOperation()), number(ours.cores()), number(ours.coresElsewhere()),
                resident == null ? "–" : number(resident / 1e6),
                measurement.targets().stream().map(target -> (target.met() ? "✓ " : "✗ ") + target.words())
                        .collect(Collectors.joining(", ")));
    }

    private static String valueOf(@Nullable Figure figure) {
        return number(figure == null ? null : figure.value());
    }

    /** Three digits that mean something. */
    static String number(@Nullable Double value) {
        if (value == null) {
            return "–";
        }
        var size = Math.abs(value);
        return String.format(size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 || size == 0 ? "%.2f" : "%.3f", value);
    }

    private static String padded(String text, int width, boolean left) {
        var space = " ".repeat(Math.max(0, width - text.length()));
        return left ? text + space : space + text;
    }
}
