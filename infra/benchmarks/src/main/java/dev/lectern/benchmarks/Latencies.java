// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.LongConsumer;

/** How long operations took, each of them kept: nanoseconds, for one thread at a time. */
public final class Latencies {

    private long[] nanos = new long[1024];
    private int count;

    public void add(long nanoseconds) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = nanoseconds;
    }

    /** In the order they were added. */
    public void each(LongConsumer taker) {
        Arrays.stream(nanos, 0, count).forEach(taker);
    }

    public int count() {
        return count;
    }

    /** All of several threads or windows. */
    public static Latencies together(Collection<Latencies> parts) {
        var all = new Latencies();
        all.nanos = new long[Math.max(1, parts.stream().mapToInt(Latencies::count).sum())];
        for (var part : parts) {
            System.arraycopy(part.nanos, 0, all.nanos, all.count, part.count);
            all.count += part.count;
        }
        return all;
    }

    /** By the nearest rank; zeros if there is none. */
    public Quantiles quantiles() {
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return new Quantiles(milliseconds(sorted, 0.50), milliseconds(sorted, 0.95), milliseconds(sorted, 0.99));
    }

    private static double milliseconds(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }

    /** In milliseconds. */
    public record Quantiles(double p50, double p95, double p99) {
    }
}
