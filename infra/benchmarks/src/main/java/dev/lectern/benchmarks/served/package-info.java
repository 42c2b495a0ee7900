// SPDX-License-Identifier: GPL-3.0-or-later
/** What the query side serves besides its own while it is measured: the baselines and the limits of its pages. */
@NullMarked
package dev.lectern.benchmarks.served;

import org.jspecify.annotations.NullMarked;
