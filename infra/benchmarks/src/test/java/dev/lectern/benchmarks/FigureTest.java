// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void quantiles_are_values_that_occurred() {
        var latencies = new Latencies();
        for (var millis = 100; millis >= 1; millis--) {
            latencies.add(millis * 1_000_000L);
        }
        assertThat(latencies.quantiles()).isEqualTo(new Latencies.Quantiles(50, 95, 99));
    }

    @Test
    void one_operation_is_all_quantiles_and_none_is_zero() {
        var one = new Latencies();
        one.add(2_000_000);
        assertThat(one.quantiles()).isEqualTo(new Latencies.Quantiles(2, 2, 2));
        assertThat(new Latencies().quantiles()).isEqualTo(new Latencies.Quantiles(0, 0, 0));
    }

    @Test
    void latencies_of_several_threads_are_put_together_whole() {
        var many = new Latencies();
        for (var i = 0; i < 3_000; i++) {
            many.add(1_000_000);
        }
        var slow = new Latencies();
        slow.add(9_000_000);
        var all = Latencies.together(List.of(many, slow));
        assertThat(all.count()).isEqualTo(3_001);
        assertThat(all.quantiles()).isEqualTo(new Latencies.Quantiles(1, 1, 1));
    }

    @Test
    void the_median_is_in_the_middle() {
        assertThat(Figure.median(9, 1, 5)).isEqualTo(5);
        assertThat(Figure.median(9, 1, 5, 6)).isEqualTo(5.5);
    }

    @Test
    void a_figure_is_the_median_of_its_rounds_and_all_that_they_cost() {
        var rounds = List.of(sample(100, 1), sample(900, 1), sample(200, 1));
        var figure = Figure.of(rounds, Sample::rate);
        assertThat(figure.value()).isEqualTo(200);
        assertThat(figure.statementsPerOperation()).isEqualTo(2);
        assertThat(figure.cores()).isEqualTo(0.5);
        assertThat(figure.coresElsewhere()).isEqualTo(0.25);
        assertThat(figure.residentBytes()).isEqualTo(900_000);
        assertThat(figure.latency()).isNull();
    }

    private static Sample sample(long operations, double seconds) {
        return Sample.of(operations, seconds, 0, new Latencies())
                .costing(new Sample.Cost(operations * 2, seconds / 2, seconds / 4, operations * 1_000));
    }
}
