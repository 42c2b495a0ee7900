// SPDX-License-Identifier: GPL-3.0-or-later
/** One port for the three services, without a hop in between. */
@NullMarked
package dev.lectern.local.door;

import org.jspecify.annotations.NullMarked;
