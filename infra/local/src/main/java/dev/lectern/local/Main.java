// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local;

import dev.lectern.local.commands.Lectern;

/** What the script {@code lectern} starts. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Lectern.run(arguments));
    }
}
