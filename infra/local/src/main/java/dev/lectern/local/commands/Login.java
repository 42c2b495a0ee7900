// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.Refused;
import dev.lectern.local.client.ServerRefused;
import dev.lectern.local.client.SignIn;
import java.io.Console;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lectern login}: signs in once; the other commands use it from then on. */
@Command(name = "login", description = "Sign in; the other commands use it from then on.")
final class Login implements Callable<Integer> {

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(arity = "0..1", paramLabel = "EMAIL", description = "Asked for when it is missing (LECTERN_EMAIL).")
    private @Nullable String email;

    @Override
    public Integer call() throws IOException {
        var url = server.url();
        var who = Optional.ofNullable(email).or(() -> Optional.ofNullable(System.getenv("LECTERN_EMAIL")))
                .orElseGet(() -> console().readLine("E-mail: "));
        var password = Optional.ofNullable(System.getenv("LECTERN_PASSWORD"))
                .orElseGet(() -> new String(console().readPassword("Password: ")));
        try {
            server.sessions().put(SignIn.withPassword(url, who, password));
        } catch (ServerRefused e) {
            throw new Refused("Signing in as " + who + " at " + url + " failed: " + e.getMessage(), e);
        }
        System.out.println("Signed in as " + who + " at " + url + ".");
        return 0;
    }

    private static Console console() {
        var console = System.console();
        if (console == null) {
            throw new Refused("There is no terminal to ask at. Set LECTERN_EMAIL and LECTERN_PASSWORD.");
        }
        return console;
    }
}
