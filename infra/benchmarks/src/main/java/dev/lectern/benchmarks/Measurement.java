// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the report.
 *
 * @param name     the scenario, and which part of it
 * @param unit     of the three values, such as {@code requests/s}
 * @param baseline what people would have without Lectern
 * @param limit    what the machine would do at best
 */
public record Measurement(String name, String unit, Figure ours, @Nullable Figure baseline, @Nullable Figure limit,
                          List<Target> targets) {

    /** Ours ÷ baseline. */
    @JsonProperty
    public @Nullable Double toBaseline() {
        return baseline == null ? null : ours.value() / baseline.value();
    }

    /** Ours ÷ limit. */
    @JsonProperty
    public @Nullable Double toLimit() {
        return limit == null ? null : ours.value() / limit.value();
    }

    /** More is better: at least this many times the limit. */
    public static Target atLeastOfLimit(Figure ours, Figure limit, double least) {
        return Target.atLeast("≥ " + plain(least) + " × limit", ours.value() / limit.value(), least);
    }

    /** More is better: at least this many times the baseline. */
    public static Target atLeastOfBaseline(Figure ours, Figure baseline, double least) {
        return Target.atLeast("≥ " + plain(least) + " × baseline", ours.value() / baseline.value(), least);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
