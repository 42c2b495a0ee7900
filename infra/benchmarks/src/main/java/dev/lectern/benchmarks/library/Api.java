// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.library;

import dev.lectern.benchmarks.load.HttpConnection;
import dev.lectern.benchmarks.load.HttpConnection.Answer;
import dev.lectern.benchmarks.load.Requests;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a reader does over HTTP to bring books in; for what is not measured itself. */
public final class Api implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final HttpConnection connection;
    private final String token;

    public Api(URI server, String token) {
        this(new HttpConnection(server), token);
    }

    public Api(HttpConnection connection, String token) {
        this.connection = connection;
        this.token = token;
    }

    /** Uploads a book and returns its id; its import has only begun then. */
    public UUID upload(String fileName, byte[] epub) throws IOException {
        return upload(uploadOf(fileName, epub));
    }

    /** The request that uploads a book: to make it takes as long as to send it. */
    public byte[] uploadOf(String fileName, byte[] epub) {
        return Requests.upload("/api/v1/books", token, fileName, epub);
    }

    /** As {@link #upload(String, byte[])}, with a request that was prepared. */
    public UUID upload(byte[] request) throws IOException {
        return UUID.fromString(json(request, 202).get("id").asString());
    }

    public UUID shelf(String name) throws IOException {
        return UUID.fromString(json(Requests.post("/api/v1/shelves", token, "{\"name\":\"" + name + "\"}"), 201).get("id").asString());
    }

    public void putOnShelf(UUID shelf, UUID book) throws IOException {
        var status = connection.status(Requests.put("/api/v1/shelves/" + shelf + "/books/" + book, token));
        if (status / 100 != 2) {
            throw new IOException("putting a book on a shelf was answered " + status);
        }
    }

    public Answer get(String path) throws IOException {
        return connection.exchange(Requests.get(path, token), true);
    }

    /** Asks for a book until it is as it should be. */
    public void await(UUID book, Predicate<JsonNode> state) throws IOException {
        var limit = Instant.now().plus(PATIENCE);
        while (!is(book, state)) {
            if (Instant.now().isAfter(limit)) {
                throw new IOException("the book is not as it should be after " + PATIENCE + ": " + get("/api/v1/books/" + book).text());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Whether a book is as it should be. */
    public boolean is(UUID book, Predicate<JsonNode> state) throws IOException {
        var answer = get("/api/v1/books/" + book);
        return answer.status() == 200 && state.test(JsonMapper.shared().readTree(answer.text()));
    }

    public static boolean isImported(JsonNode book) {
        return book.get("importState").asString().equals("ready");
    }

    public static boolean isAnalysed(JsonNode book) {
        return book.at("/analysis/state").asString().equals("done");
    }

    private JsonNode json(byte[] request, int expected) throws IOException {
        var answer = connection.exchange(request, true);
        if (answer.status() != expected) {
            throw new IOException("expected " + expected + ", was answered " + answer.status() + ": " + answer.text());
        }
        return JsonMapper.shared().readTree(answer.text());
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
