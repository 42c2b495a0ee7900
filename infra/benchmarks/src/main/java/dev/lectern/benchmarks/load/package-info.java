// SPDX-License-Identifier: GPL-3.0-or-later
/** HTTP/1.1 load that leaves the processors to the server: sockets, prepared requests, latencies against a schedule. */
@NullMarked
package dev.lectern.benchmarks.load;

import org.jspecify.annotations.NullMarked;
