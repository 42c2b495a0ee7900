// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.benchmarks.scenario.Scenarios;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static final Figure OURS = Figure.of(400);
    private static final Figure LIMIT = Figure.of(1_000);

    @Test
    void a_missed_target_is_named_with_what_was_reached() {
        var report = new Report();
        report.add(List.of(new Measurement("append", "commands/s", OURS, null, LIMIT,
                List.of(Measurement.atLeastOfLimit(OURS, LIMIT, 0.5), Target.atMost("no errors", 0, 0)))));
        assertThat(report.missed()).containsExactly("append: ≥ 0.5 × limit, but 0.400");
    }

    @Test
    void a_target_that_is_just_reached_is_met() {
        assertThat(Measurement.atLeastOfBaseline(Figure.of(30), Figure.of(1), 30).met()).isTrue();
        assertThat(Target.atMost("", 100, 100).met()).isTrue();
    }

    @Test
    void what_could_not_be_measured_misses() {
        assertThat(Target.atLeast("", Double.NaN, 1).met()).isFalse();
        assertThat(Target.atMost("", Double.NaN, 1).met()).isFalse();
    }

    @Test
    void the_table_has_ratios_and_a_dash_for_what_there_is_none_of() {
        var report = new Report();
        report.add(List.of(new Measurement("append", "commands/s", OURS, null, LIMIT, List.of())));
        assertThat(report.table().lines().toList().get(1)).startsWith("append    commands/s   400         –  1,000      –   0.400");
    }

    @Test
    void numbers_have_three_digits_that_mean_something() {
        assertThat(List.of(12_345.6, 12.345, 1.2345, 0.12345).stream().map(Report::number))
                .containsExactly("12,346", "12.3", "1.23", "0.123");
    }

    @Test
    void a_scenario_that_fails_is_named_and_the_others_stay() {
        var report = new Report();
        report.failed(Scenarios.ALL.getFirst(), new IllegalStateException("no disk"));
        report.add(List.of(new Measurement("replay", "events/s", OURS, null, null, List.of())));
        assertThat(report.failures()).containsExactly("append: java.lang.IllegalStateException: no disk");
        assertThat(report.table()).contains("replay");
    }

    @Test
    void json_says_the_same_as_the_table(@TempDir Path directory) {
        var report = new Report();
        report.add(List.of(new Measurement("append", "commands/s", OURS, null, LIMIT,
                List.of(Measurement.atLeastOfLimit(OURS, LIMIT, 0.5)))));
        var file = directory.resolve("bench.json");
        report.writeJson(file, true, Instant.parse("2026-11-24T07:00:00Z"));
        var json = JsonMapper.shared().readTree(file.toFile());
        assertThat(json.at("/measuredAt").asString()).isEqualTo("2026-11-24T07:00:00Z");
        assertThat(json.at("/measurements/0/ours/value").asDouble()).isEqualTo(400);
        assertThat(json.at("/measurements/0/toLimit").asDouble()).isEqualTo(0.4);
        assertThat(json.at("/measurements/0/targets/0/met").asBoolean()).isFalse();
    }
}
