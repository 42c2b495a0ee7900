// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.home;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** What was decided at the first start and must be the same at the next: a private properties file. */
public final class Settings {

    private final Path file;
    private final Properties values = new Properties();

    private Settings(Path file) {
        this.file = file;
    }

    public static Settings in(DataDirectory home) {
        return of(home.root());
    }

    /** For a process that only looks. */
    public static Settings of(Path dataDirectory) {
        var settings = new Settings(dataDirectory.resolve("settings.properties"));
        try {
            if (Files.exists(settings.file)) {
                settings.values.load(new StringReader(Files.readString(settings.file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    /** The value under this name; decided, and on disk, before it is first given out. */
    public synchronized String decideOnce(String name, Supplier<String> decision) {
        var known = values.getProperty(name);
        return known != null ? known : decide(name, decision.get());
    }

    public synchronized Optional<String> get(String name) {
        return Optional.ofNullable(values.getProperty(name));
    }

    public synchronized String decide(String name, String value) {
        values.setProperty(name, value);
        write();
        return value;
    }

    public synchronized void forget(String name) {
        values.remove(name);
        write();
    }

    private void write() {
        try {
            var text = new StringWriter();
            values.store(text, "Decided at the first start. Losing the passwords locks you out of the embedded servers.");
            PrivateFile.write(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String password(String name) {
        return decideOnce(name + ".password", Passwords::generate);
    }
}
