// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class StartupTest {

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void what_was_started_is_stopped_in_the_reverse_order_even_after_a_failure() {
        try (var startup = new Startup(new Told())) {
            startup.start("PostgreSQL", () -> () -> {}).join();
            startup.start("command-side", () -> () -> {
                throw new IllegalStateException("stubborn");
            }).join();
            var failed = startup.start("query-side", () -> {
                throw new IllegalStateException("broken");
            });
            assertThat(failed).failsWithin(Duration.ofSeconds(10));
        }
        assertThat(told).containsExactly("starting PostgreSQL", "started PostgreSQL", "starting command-side", "started command-side",
                "starting query-side", "failed query-side", "stopping command-side", "stubborn", "stopping PostgreSQL");
    }

    private final class Told implements Startup.Listener {
        @Override
        public void starting(String part) {
            told.add("starting " + part);
        }

        @Override
        public void started(String part, long millis) {
            told.add("started " + part);
        }

        @Override
        public void failed(String part) {
            told.add("failed " + part);
        }

        @Override
        public void stopping(String part) {
            told.add("stopping " + part);
        }

        @Override
        public void failedToStop(String part, Exception failure) {
            told.add(String.valueOf(failure.getMessage()));
        }
    }
}
