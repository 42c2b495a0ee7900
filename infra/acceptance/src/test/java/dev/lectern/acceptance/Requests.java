package dev.lectern.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests that are as an operation wants them, and that say who sends them. */
final class Requests {

    static final String BOUNDARY = "a-boundary";

    private final Api person;
    private final Possessions possessions;
    private final ValidInput input;
    private final Random random;

    Requests(Api person, Possessions possessions, Random random) {
        this.person = person;
        this.possessions = possessions;
        this.random = random;
        this.input = new ValidInput(random, possessions);
    }

    RawRequest valid(Operation operation) throws IOException {
        // whoever is erased can't ask again
        var asking = operation.name().equals("DELETE /api/v1/me") ? possessions.somebodyElse() : person;
        var request = RawRequest.of(operation.method(), target(operation)).with("Authorization", "Bearer " + asking.token());
        for (var header : operation.parameters("header")) {
            if (random.nextBoolean()) {
                request = request.with(header.name(), UUID.randomUUID().toString());
            }
        }
        if (operation.isUpload()) {
            return upload(request, new SmallEpub("Book " + random.nextInt(3), 1).bytes());
        }
        var body = body(operation);
        return body.isEmpty() ? request
                : request.with("Content-Type", "application/json").with(JsonMapper.shared().writeValueAsBytes(body.get()));
    }

    Optional<JsonNode> body(Operation operation) {
        return operation.jsonBody().filter(_ -> operation.requiresBody() || random.nextBoolean()).map(schema -> {
            var body = input.of(operation, schema);
            if (body instanceof ObjectNode object && object.has("refreshToken")) {
                object.put("refreshToken", refreshToken());
            }
            return body;
        });
    }

    private String refreshToken() {
        try {
            return Api.nobody(person.url()).post("/api/v1/auth/login", Map.of("email", Lectern.ADMINISTRATOR, "password", Lectern.PASSWORD))
                    .body().path("refreshToken").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RawRequest upload(RawRequest request, byte[] file) {
        var head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.epub\"\r\n\r\n";
        var body = new ByteArrayOutputStream();
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return request.with("Content-Type", "multipart/form-data; boundary=" + BOUNDARY).with(body.toByteArray());
    }

    private String target(Operation operation) throws IOException {
        var query = new ArrayList<String>();
        for (var parameter : operation.parameters("query")) {
            // where a list goes on only the list knows
            if (!parameter.name().equals("cursor") && (parameter.required() || random.nextInt(3) == 0)) {
                query.add(parameter.name() + "=" + encoded(input.of(operation, parameter.name(), parameter.schema())));
            }
        }
        return path(operation) + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    String path(Operation operation) throws IOException {
        var path = operation.path();
        for (var parameter : operation.parameters("path")) {
            var value = parameter.schema().has("enum") ? input.of(operation, parameter.name(), parameter.schema()).asString()
                    : possessions.named(operation, parameter.name());
            path = path.replace("{" + parameter.name() + "}", value);
        }
        return path;
    }

    private static String encoded(JsonNode value) {
        return URLEncoder.encode(value.asString(), StandardCharsets.UTF_8);
    }
}
