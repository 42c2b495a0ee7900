// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one side did in one window.
 *
 * @param operations that succeeded
 * @param seconds    that it took, by the clock on the wall
 * @param errors     operations that failed
 * @param latencies  of the operations that succeeded
 * @param failures   what went wrong, and how often
 * @param cost       what it took of the machine, if that was watched
 */
public record Sample(long operations, double seconds, long errors, Latencies latencies, Map<String, Long> failures,
                     @Nullable Cost cost) {

    /**
     * What a window took of the machine.
     *
     * @param statements    SQL statements, those of background work left out
     * @param processorTime of all watched processes, in seconds
     * @param elsewhere     processor time of everything else on the machine, in seconds, if that is known
     * @param residentBytes of all watched processes, at the end
     */
    public record Cost(long statements, double processorTime, @Nullable Double elsewhere, long residentBytes) {
    }

    public static Sample of(long operations, double seconds, long errors, Latencies latencies) {
        return new Sample(operations, seconds, errors, latencies, Map.of(), null);
    }

    /** Operations a second. */
    public double rate() {
        return operations / seconds;
    }

    public Sample costing(Cost cost) {
        return new Sample(operations, seconds, errors, latencies, failures, cost);
    }

    public Sample failing(Map<String, Long> failures) {
        return new Sample(operations, seconds, errors, latencies, failures, cost);
    }
}
