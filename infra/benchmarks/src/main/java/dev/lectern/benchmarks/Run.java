// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a scenario is to be run.
 *
 * @param quick      smaller data and shorter windows: about a minute a scenario
 * @param statements whether to say at the end which SQL statements took the most time
 * @param data       a directory for whatever it needs, on the disk that is measured
 * @param progress   is told what happens, for a person who waits
 */
public record Run(boolean quick, boolean statements, Path data, Progress progress) {

    /** Is told what happens. */
    @FunctionalInterface
    public interface Progress {
        void says(String words);
    }

    /** How long one side works before it is the other's turn. */
    public Duration window() {
        return Duration.ofMillis(quick ? 2_000 : 4_000);
    }

    /** How often each side has its turn; odd, so that there is a median. */
    public int rounds() {
        return quick ? 3 : 5;
    }

    /** One of two sizes. */
    public int size(int quickly, int thoroughly) {
        return quick ? quickly : thoroughly;
    }

    public void say(String words, Object... parts) {
        progress.says(words.formatted(parts));
    }
}
