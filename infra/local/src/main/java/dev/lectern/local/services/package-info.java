// SPDX-License-Identifier: GPL-3.0-or-later
/** The three services as application contexts of one JVM. */
@NullMarked
package dev.lectern.local.services;

import org.jspecify.annotations.NullMarked;
