// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.client;

import dev.lectern.local.home.PrivateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The sign-ins of this user on this machine, in {@code cli.json}; the last one made comes first. Safe for several commands at once. */
public final class SessionFile {

    private record Content(List<Session> sessions) {}

    private interface Change<T> {
        T apply(List<Session> sessions) throws IOException;
    }

    private final Path directory;
    private final Path file;

    public SessionFile(Path dataDirectory) {
        this.directory = dataDirectory;
        this.file = dataDirectory.resolve("cli.json");
    }

    /** Where commands go that name no server. */
    public Optional<URI> currentUrl() throws IOException {
        return read().stream().findFirst().map(Session::url);
    }

    public boolean knows(URI url) throws IOException {
        return read().stream().anyMatch(session -> session.url().equals(url));
    }

    public void put(Session session) throws IOException {
        change(sessions -> {
            sessions.removeIf(other -> other.url().equals(session.url()));
            sessions.addFirst(session);
            return session;
        });
    }

    /** The server of the first session has moved to another port. */
    public void moved(URI url) throws IOException {
        change(sessions -> {
            if (!sessions.isEmpty() && sessions.stream().noneMatch(session -> session.url().equals(url))) {
                sessions.set(0, sessions.getFirst().at(url));
            }
            return url;
        });
    }

    /** One whose access token is valid for a while; refreshed, under a lock, when the stored one is about to end. */
    Optional<Session> usable(URI url) throws IOException {
        return change(sessions -> {
            for (var i = 0; i < sessions.size(); i++) {
                var session = sessions.get(i);
                if (session.url().equals(url)) {
                    if (!session.hasUsableAccessToken(Instant.now())) {
                        session = SignIn.refreshed(session);
                        sessions.set(i, session);
                    }
                    return Optional.of(session);
                }
            }
            return Optional.empty();
        });
    }

    private synchronized <T> T change(Change<T> change) throws IOException {
        PrivateFile.createDirectory(directory);
        try (var channel = FileChannel.open(directory.resolve("cli.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            var before = read();
            var sessions = new ArrayList<>(before);
            var result = change.apply(sessions);
            if (!sessions.equals(before)) {
                PrivateFile.write(file, JsonMapper.shared().writeValueAsString(new Content(sessions)));
            }
            return result;
        }
    }

    private List<Session> read() throws IOException {
        return Files.exists(file) ? JsonMapper.shared().readValue(Files.readAllBytes(file), Content.class).sessions() : List.of();
    }
}
