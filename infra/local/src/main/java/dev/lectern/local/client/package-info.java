// SPDX-License-Identifier: GPL-3.0-or-later
/** The command line's view of Lectern over HTTP. */
@NullMarked
package dev.lectern.local.client;

import org.jspecify.annotations.NullMarked;
