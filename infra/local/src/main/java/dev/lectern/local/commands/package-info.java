// SPDX-License-Identifier: GPL-3.0-or-later
/** What a person types after {@code ./lectern}. */
@NullMarked
package dev.lectern.local.commands;

import org.jspecify.annotations.NullMarked;
