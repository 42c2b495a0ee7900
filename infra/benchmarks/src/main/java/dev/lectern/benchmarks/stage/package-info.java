// SPDX-License-Identifier: GPL-3.0-or-later
/** What is measured, in a process of its own: the servers and services as ./lectern up runs them. */
@NullMarked
package dev.lectern.benchmarks.stage;

import org.jspecify.annotations.NullMarked;
