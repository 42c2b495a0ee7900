// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code lectern analyse}: hands over to the NLP processor's own command, which needs no server. */
@Command(name = "analyse", description = "Find the descriptions in a text (standard input to standard output), without a server.")
final class Analyse implements Callable<Integer> {

    /** By name: this module needs the NLP processor when it runs, not when it compiles. */
    private static final String COMMAND = "dev.lectern.nlp.analyse.AnalyseCommand";

    @Unmatched private List<String> arguments = List.of();

    @Override
    public Integer call() throws Exception {
        try {
            Class.forName(COMMAND).getMethod("main", String[].class).invoke(null, (Object) arguments.toArray(String[]::new));
            return 0;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
