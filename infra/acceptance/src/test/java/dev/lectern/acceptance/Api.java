package dev.lectern.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Lectern's HTTP API, for one person who is signed in. */
final class Api {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI url;
    private final String token;

    private Api(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    record Answer(int status, JsonNode body, String position, HttpResponse<byte[]> raw) {

        String id() {
            return body.path("id").stringValue("");
        }
    }

    static Api nobody(URI url) {
        return new Api(url, "");
    }

    URI url() {
        return url;
    }

    /** What says to the server who this is. */
    String token() {
        return token;
    }

    /** The same person at another address. */
    Api at(URI other) {
        return new Api(other, token);
    }

    static Api signedIn(URI url, String email, String password) throws IOException {
        return withTokens(url, "/api/v1/auth/login", email, password);
    }

    static Api registered(URI url, String email, String password) throws IOException {
        withTokens(url, "/api/v1/auth/register", email, password);
        return signedIn(url, email, password);
    }

    private static Api withTokens(URI url, String path, String email, String password) throws IOException {
        var answer = nobody(url).post(path, Map.of("email", email, "password", password));
        if (answer.status() / 100 != 2) {
            throw new IOException(path + " answered " + answer.status() + " " + answer.body());
        }
        return new Api(url, answer.body().path("accessToken").stringValue(""));
    }

    Answer get(String path, String... headers) throws IOException {
        var request = request(path).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** From a state that includes this position. */
    Answer getAt(String position, String path) throws IOException {
        return get(path, "Lectern-Min-Position", position);
    }

    Answer post(String path, Object body) throws IOException {
        return post(path, body, UUID.randomUUID().toString());
    }

    Answer post(String path, Object body, String idempotencyKey) throws IOException {
        return send(request(path).header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body))));
    }

    Answer upload(byte[] file, String fileName) throws IOException {
        var boundary = "b" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/epub+zip\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request("/api/v1/books").header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    JsonNode book(String id) throws IOException {
        return get("/api/v1/books/" + id).body();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(url.resolve(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) throws IOException {
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            var json = answer.headers().firstValue("Content-Type").orElse("").contains("json") && answer.body().length > 0;
            return new Answer(answer.statusCode(), json ? JsonMapper.shared().readTree(answer.body()) : MissingNode.getInstance(),
                    answer.headers().firstValue("Lectern-Position").orElse(""), answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
