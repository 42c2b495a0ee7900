// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

/**
 * What a measurement was to reach, and whether it did.
 *
 * @param words such as {@code ours ≥ 0.5 × limit}
 */
public record Target(String words, double actual, boolean met) {

    public static Target atLeast(String words, double actual, double least) {
        return new Target(words, actual, actual >= least);
    }

    /** Not a number, where nothing could be measured, misses too. */
    public static Target atMost(String words, double actual, double most) {
        return new Target(words, actual, actual <= most);
    }
}
