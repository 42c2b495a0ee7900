// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

import java.time.Duration;

/** One of the things that are compared: works for a while, and says how much it has done. */
@FunctionalInterface
public interface Side {

    Sample during(Duration window) throws Exception;
}
