// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

import picocli.CommandLine;

/** What {@code ./lectern bench} starts. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
