package dev.lectern.command;

import dev.lectern.contracts.json.LecternJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A reader app, as the tests need one. */
public final class Client {

    /** An answer with its JSON, or an empty object. */
    public record Answer(int status, JsonNode json, HttpResponse<byte[]> response) {

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;
    private final @Nullable String token;

    private Client(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    public static Client of(int port) {
        return new Client(URI.create("http://localhost:" + port), null);
    }

    /** A reader nobody has met before, signed in. */
    public Client newReader() {
        var answer = post("/api/v1/auth/register", "{\"email\":\"%s@example.org\",\"password\":\"a long password\"}".formatted(UUID.randomUUID()));
        return withToken(answer.json().get("accessToken").asString());
    }

    public Client withToken(String accessToken) {
        return new Client(base, accessToken);
    }

    /** The same reader at another instance. */
    public Client at(int port) {
        return new Client(URI.create("http://localhost:" + port), token);
    }

    public Answer get(String path) {
        return send("GET", path, null, "application/json");
    }

    public Answer post(String path, String json, String... headers) {
        return send("POST", path, json.getBytes(StandardCharsets.UTF_8), "application/json", headers);
    }

    public Answer patch(String path, String json) {
        return send("PATCH", path, json.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    public Answer put(String path) {
        return send("PUT", path, null, "application/json");
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, "application/json");
    }

    public Answer upload(byte[] file, String... headers) {
        return upload("file", file, headers);
    }

    public Answer upload(String field, byte[] file, String... headers) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--limit\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a book.epub\"\r\n"
                + "Content-Type: application/epub+zip\r\n\r\n").formatted(field).getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--limit--\r\n".getBytes(StandardCharsets.UTF_8));
        return send("POST", "/api/v1/books", body.toByteArray(), "multipart/form-data; boundary=limit", headers);
    }

    public Answer send(String method, String path, byte @Nullable [] body, String contentType, String... headers) {
        var request = HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", contentType)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            var json = response.body().length == 0 ? LecternJson.MAPPER.createObjectNode() : LecternJson.MAPPER.readTree(response.body());
            return new Answer(response.statusCode(), json, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
