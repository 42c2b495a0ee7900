// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.Refused;
import dev.lectern.local.client.ServerRefused;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lectern password}: changes the password of whoever is signed in, who stays so here and nowhere else. */
@Command(name = "password", description = "Change your password; you have to sign in again everywhere else.")
final class ChangePassword implements Callable<Integer> {

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws IOException {
        var api = server.api();
        var current = Optional.ofNullable(System.getenv("LECTERN_PASSWORD")).orElseGet(() -> asked("Current password: "));
        var wanted = Optional.ofNullable(System.getenv("LECTERN_NEW_PASSWORD")).orElseGet(ChangePassword::askedTwice);
        try {
            api.changePassword(current, wanted);
        } catch (ServerRefused e) {
            throw new Refused("The password was not changed: " + e.getMessage(), e);
        }
        System.out.println("The password is changed. Sign in with it everywhere else.");
        return 0;
    }

    private static String askedTwice() {
        var wanted = asked("New password: ");
        if (!wanted.equals(asked("Once more: "))) {
            throw new Refused("These were two different passwords. Nothing was changed.");
        }
        return wanted;
    }

    private static String asked(String prompt) {
        var console = System.console();
        if (console == null) {
            throw new Refused("There is no terminal to ask at. Set LECTERN_PASSWORD and LECTERN_NEW_PASSWORD.");
        }
        return new String(console.readPassword(prompt));
    }
}
