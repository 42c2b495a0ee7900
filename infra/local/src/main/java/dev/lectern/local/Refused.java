// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local;

import org.jspecify.annotations.Nullable;

/** Lectern can't do what was asked; the message is one line that tells a person what to do. */
public final class Refused extends RuntimeException {

    public Refused(String line) {
        this(line, null);
    }

    public Refused(String line, @Nullable Throwable cause) {
        super(line, cause);
    }
}
