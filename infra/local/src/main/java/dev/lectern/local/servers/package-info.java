// SPDX-License-Identifier: GPL-3.0-or-later
/** PostgreSQL, Kafka and Redis from Maven artifacts, with data that stays. */
@NullMarked
package dev.lectern.local.servers;

import org.jspecify.annotations.NullMarked;
