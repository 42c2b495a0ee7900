// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.client.ServerRefused;
import dev.lectern.local.client.SessionFile;
import dev.lectern.local.client.SignIn;
import dev.lectern.local.home.Passwords;
import dev.lectern.local.home.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The administrator of a new installation: made with a password that is shown once, and signed in on this machine. */
final class FirstAdministrator {

    private static final String PASSWORD = "administrator.password";
    private static final String DONE = "administrator.done";

    private final Settings settings;
    private final String email;
    private final boolean passwordIsGiven;
    private final @Nullable String password;

    private FirstAdministrator(Settings settings, String email, boolean passwordIsGiven, @Nullable String password) {
        this.settings = settings;
        this.email = email;
        this.passwordIsGiven = passwordIsGiven;
        this.password = password;
    }

    /** The generated password stays in the settings until it was shown, so that a start that is killed before shows it next time. */
    static FirstAdministrator of(Settings settings, Map<String, String> environment) {
        var email = environment.getOrDefault("LECTERN_ADMIN_EMAIL", "admin@lectern.local");
        var given = Optional.ofNullable(environment.get("LECTERN_ADMIN_PASSWORD"));
        var done = settings.get(DONE).isPresent();
        return new FirstAdministrator(settings, email, given.isPresent(),
                given.orElseGet(() -> done ? null : settings.decideOnce(PASSWORD, Passwords::generate)));
    }

    /** For the command side. */
    Map<String, String> properties() {
        return password == null ? Map.of("lectern.admin.email", email)
                : Map.of("lectern.admin.email", email, "lectern.admin.password", password);
    }

    /** Signs the command line in when that was not done yet; what to tell the person who started Lectern. */
    List<String> signIn(URI url, SessionFile sessions) throws IOException {
        if (settings.get(DONE).isPresent() || password == null) {
            sessions.moved(url);
            return List.of();
        }
        try {
            sessions.put(SignIn.withPassword(url, email, password));
        } catch (ServerRefused administratorIsOlder) {
            settle();
            return List.of("This database has its administrator already. Sign in with ./lectern login.");
        }
        settle();
        return passwordIsGiven ? List.of() : List.of("",
                "Administrator  " + email,
                "Password       " + password + "   (shown once: keep it)", "");
    }

    private void settle() {
        settings.decide(DONE, email);
        settings.forget(PASSWORD);
    }
}
