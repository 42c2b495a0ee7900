// SPDX-License-Identifier: GPL-3.0-or-later
/** What a replay is compared with: Axon's own way to do it, and the least that has to be done. */
@NullMarked
package dev.lectern.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
