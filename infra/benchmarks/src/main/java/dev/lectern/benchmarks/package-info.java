// SPDX-License-Identifier: GPL-3.0-or-later
/** How fast Lectern is, as ratios to a baseline and to a limit that are measured in the same run. */
@NullMarked
package dev.lectern.benchmarks;

import org.jspecify.annotations.NullMarked;
