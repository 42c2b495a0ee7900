// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void what_a_stall_keeps_waiting_is_late_by_the_schedule() throws Exception {
        var operations = new AtomicInteger();
        var sample = Load.scheduled(1, 100, Duration.ofMillis(200), client -> () -> {
            if (operations.getAndIncrement() == 0) {
                Load.awaitUntil(System.nanoTime() + Duration.ofMillis(200).toNanos());
            }
            return true;
        });
        assertThat(sample.operations()).isEqualTo(20);
        // all but the first were short; half of them were due more than 100 ms before they could begin
        assertThat(sample.latencies().quantiles().p50()).isGreaterThan(90);
    }

    @Test
    void a_schedule_has_all_its_operations_whatever_the_number_of_clients() throws Exception {
        var sample = Load.scheduled(7, 1_000, Duration.ofMillis(100), client -> () -> true);
        assertThat(sample.operations()).isEqualTo(100);
        assertThat(sample.errors()).isZero();
    }

    @Test
    void failures_are_counted_and_not_timed() throws Exception {
        var operations = new AtomicInteger();
        var sample = Load.scheduled(2, 1_000, Duration.ofMillis(20), client -> () -> operations.getAndIncrement() % 2 == 0);
        assertThat(sample.errors()).isEqualTo(10);
        assertThat(sample.latencies().count()).isEqualTo(10);
    }

    @Test
    void load_of_which_nothing_succeeds_is_no_measurement() {
        assertThatThrownBy(() -> Load.scheduled(1, 1_000, Duration.ofMillis(10), client -> () -> {
            throw new IllegalArgumentException("refused");
        })).hasRootCauseMessage("refused");
    }

    @Test
    void a_client_with_a_plan_does_what_is_due_before_the_end() throws Exception {
        var begin = System.nanoTime();
        var sample = Load.planned(2, begin, begin + 10_000_000, number -> new Load.Planned() {
            private long due = begin;

            @Override
            public long next() {
                var next = due;
                due += 3_000_000;
                return next;
            }

            @Override
            public boolean operate() {
                return true;
            }
        });
        assertThat(sample.operations()).isEqualTo(8);
    }

    @Test
    void a_sample_survives_its_way_between_processes() throws Exception {
        var sample = Load.scheduled(2, 1_000, Duration.ofMillis(10), client -> () -> true);
        var read = SampleText.read(SampleText.write(sample));
        assertThat(read.operations()).isEqualTo(sample.operations());
        assertThat(read.rate()).isEqualTo(sample.rate());
        assertThat(read.latencies().quantiles()).isEqualTo(sample.latencies().quantiles());
    }
}
