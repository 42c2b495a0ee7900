// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A projection as administrators see it; only what the command line shows.
 *
 * @param generation the one that serves
 * @param replay     the one that is running
 */
public record Projection(String name, int generation, String position, long lagEvents, long rows, @Nullable Replay replay) {

    public Projection {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(position, "position");
    }
}
