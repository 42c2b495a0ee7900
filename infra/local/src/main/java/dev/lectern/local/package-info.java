// SPDX-License-Identifier: GPL-3.0-or-later
/** The whole on one machine, behind one command. */
@NullMarked
package dev.lectern.local;

import org.jspecify.annotations.NullMarked;
