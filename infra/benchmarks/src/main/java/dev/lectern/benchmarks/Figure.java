// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

import dev.lectern.benchmarks.Latencies.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What came out for one side.
 *
 * @param value                  in the measurement's unit: the median of the rounds
 * @param latency                of all rounds together
 * @param statementsPerOperation SQL statements, where they were counted
 * @param cores                  processors kept busy by the watched processes
 * @param coresElsewhere         processors that others kept busy meanwhile: the fewer, the better the figure
 * @param residentBytes          of the watched processes, the most of all rounds
 */
public record Figure(double value, @Nullable Quantiles latency, long errors, @Nullable Double statementsPerOperation,
                     @Nullable Double cores, @Nullable Double coresElsewhere, @Nullable Long residentBytes) {

    /** A value of which nothing else is known. */
    public static Figure of(double value) {
        return new Figure(value, null, 0, null, null, null, null);
    }

    /** The median of what several windows tell, each by this measure. */
    public static Figure of(List<Sample> samples, ToDoubleFunction<Sample> measure) {
        var latencies = Latencies.together(samples.stream().map(Sample::latencies).toList());
        var costs = samples.stream().map(Sample::cost).filter(Objects::nonNull).toList();
        return new Figure(median(samples.stream().mapToDouble(measure).toArray()),
                latencies.count() == 0 ? null : latencies.quantiles(),
                samples.stream().mapToLong(Sample::errors).sum(),
                costs.isEmpty() ? null : costs.stream().mapToLong(Sample.Cost::statements).sum()
                        / (double) Math.max(1, samples.stream().mapToLong(Sample::operations).sum()),
                costs.isEmpty() ? null : costs.stream().mapToDouble(Sample.Cost::processorTime).sum()
                        / samples.stream().mapToDouble(Sample::seconds).sum(),
                costs.isEmpty() || costs.stream().anyMatch(cost -> cost.elsewhere() == null) ? null
                        : costs.stream().map(Sample.Cost::elsewhere).filter(Objects::nonNull).mapToDouble(Double::doubleValue).sum()
                        / samples.stream().mapToDouble(Sample::seconds).sum(),
                costs.isEmpty() ? null : costs.stream().mapToLong(Sample.Cost::residentBytes).max().orElseThrow());
    }

    /** The median of values that were measured one by one. */
    public static Figure of(List<Double> values) {
        return of(median(values.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** Of an even number, the mean of the two in the middle. */
    public static double median(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
