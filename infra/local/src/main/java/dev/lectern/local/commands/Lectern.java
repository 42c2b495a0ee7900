// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.Refused;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lectern}: the one command and what it can do. */
@Command(name = "lectern", mixinStandardHelpOptions = true, version = "Lectern 0.1.0",
        description = "The backend of a reading app, on this machine.",
        subcommands = {Up.class, Add.class, ListBooks.class, ReplayProjection.class, Doctor.class, Analyse.class, Login.class, ChangePassword.class})
public final class Lectern implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: up, add, list, replay, doctor, analyse, login or password.");
    }

    /** The exit status: 0, 1 when it failed, 2 when it was called wrongly. */
    public static int run(String... arguments) {
        // the console may be set to a charset without the bars and ellipses; every terminal in use today reads UTF-8
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
        return new CommandLine(new Lectern())
                .setExecutionExceptionHandler((exception, command, parsed) -> explain(exception))
                .execute(arguments);
    }

    private static int explain(Exception exception) throws Exception {
        if (exception instanceof Refused || exception instanceof IOException) {
            System.out.flush();
            System.err.println("lectern: " + exception.getMessage());
            return 1;
        }
        throw exception;
    }
}
