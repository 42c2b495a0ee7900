// SPDX-License-Identifier: GPL-3.0-or-later
/** One class for each thing that is measured. */
@NullMarked
package dev.lectern.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
