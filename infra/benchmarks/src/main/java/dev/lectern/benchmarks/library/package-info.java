// SPDX-License-Identifier: GPL-3.0-or-later
/** What the measured libraries hold: readers, books, events. */
@NullMarked
package dev.lectern.benchmarks.library;

import org.jspecify.annotations.NullMarked;
