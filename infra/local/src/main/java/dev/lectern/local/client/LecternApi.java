// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.client;

import dev.lectern.local.Refused;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Lectern's API as far as the command line uses it, for one person at one server. */
public final class LecternApi {

    /** A book that was just uploaded; {@code position} is what a read must include to know it. */
    public record Uploaded(Book book, @Nullable String position, boolean wasThere) {}

    private record Page(List<Book> items, @Nullable String next) {
        private Page {
            Objects.requireNonNull(items, "items");
        }
    }

    private final URI url;
    private final SessionFile sessions;
    private @Nullable Session inMemory;

    private LecternApi(URI url, SessionFile sessions, @Nullable Session inMemory) {
        this.url = url;
        this.sessions = sessions;
        this.inMemory = inMemory;
    }

    /** Signs in with {@code LECTERN_EMAIL} and {@code LECTERN_PASSWORD} where they are set, else with the stored session. */
    public static LecternApi at(URI url, SessionFile sessions, Map<String, String> environment) throws IOException {
        var email = environment.get("LECTERN_EMAIL");
        var password = environment.get("LECTERN_PASSWORD");
        if (email == null || password == null) {
            return new LecternApi(url, sessions, null);
        }
        return new LecternApi(url, sessions, SignIn.withPassword(url, email, password));
    }

    /** @param progress called with the bytes sent so far */
    public Uploaded upload(Path file, LongConsumer progress) throws IOException {
        var boundary = "lectern-" + UUID.randomUUID();
        var request = request("/api/v1/books").header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(multipart(file, boundary, progress));
        var answer = Exchange.send(request, Book.class);
        return new Uploaded(answer.body(), answer.headers().firstValue("Lectern-Position").orElse(null), answer.status() == 200);
    }

    public Book book(String id, @Nullable String minPosition) throws IOException {
        var request = request("/api/v1/books/" + id).timeout(Duration.ofSeconds(30)).GET();
        if (minPosition != null) {
            request.header("Lectern-Min-Position", minPosition);
        }
        return Exchange.send(request, Book.class).body();
    }

    /** The whole library, page by page. */
    public List<Book> books() throws IOException {
        var books = new ArrayList<Book>();
        var cursor = "";
        do {
            var page = Exchange.send(request("/api/v1/books?limit=100" + cursor).GET(), Page.class).body();
            books.addAll(page.items());
            cursor = page.next() == null ? "" : "&cursor=" + URLEncoder.encode(page.next(), StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        return books;
    }

    /** Ends this person's sign-ins elsewhere. Throws {@link ServerRefused} when the current password is wrong. */
    public void changePassword(String current, String wanted) throws IOException {
        var change = Map.of("currentPassword", current, "newPassword", wanted, "refreshToken", refreshToken());
        Exchange.tell(request("/api/v1/me/password").header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(change))));
    }

    /** For administrators. */
    public ReplayApi replays() {
        return new ReplayApi(this);
    }

    HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + accessToken());
    }

    private String accessToken() throws IOException {
        return session().accessToken();
    }

    private String refreshToken() throws IOException {
        return session().refreshToken();
    }

    private synchronized Session session() throws IOException {
        var session = inMemory;
        if (session != null) {
            if (!session.hasUsableAccessToken(Instant.now())) {
                session = SignIn.refreshed(session);
                inMemory = session;
            }
            return session;
        }
        return sessions.usable(url).orElseThrow(() -> new Refused("Nobody is signed in at " + url
                + ". Use ./lectern login, or set LECTERN_EMAIL and LECTERN_PASSWORD."));
    }

    private static BodyPublisher multipart(Path file, String boundary, LongConsumer progress) throws IOException {
        var name = file.getFileName().toString().replaceAll("[\"\\r\\n]", "_");
        var head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/epub+zip\r\n\r\n";
        var content = BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> counted(file, progress)), Files.size(file));
        return BodyPublishers.concat(BodyPublishers.ofString(head), content, BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    }

    private static InputStream counted(Path file, LongConsumer progress) {
        try {
            return new FilterInputStream(Files.newInputStream(file)) {
                private long sent;

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    var read = super.read(buffer, offset, length);
                    sent += Math.max(read, 0);
                    progress.accept(sent);
                    return read;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
