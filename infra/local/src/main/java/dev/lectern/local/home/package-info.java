// SPDX-License-Identifier: GPL-3.0-or-later
/** The data directory: who owns it, what is kept in it. */
@NullMarked
package dev.lectern.local.home;

import org.jspecify.annotations.NullMarked;
