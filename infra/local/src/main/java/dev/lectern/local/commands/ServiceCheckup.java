// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.commands.Checkup.Finding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the services over the front door: each one's health, and the keys that tokens are checked with. */
final class ServiceCheckup {

    private static final String READ_LOG = "its log says why; a restart may help";

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private final URI url;

    ServiceCheckup(URI url) {
        this.url = url;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        try {
            for (var service : get("/actuator/health").path("components").properties()) {
                findings.addAll(health(service.getKey(), service.getValue()));
            }
            var keys = get("/.well-known/jwks.json").path("keys").size();
            findings.add(keys > 0 ? new Finding.Right("signing keys", keys + " published")
                    : new Finding.Wrong("signing keys", "none published", READ_LOG));
        } catch (IOException | JacksonException e) {
            findings.add(new Finding.Wrong("services", "no answer from " + url, "start Lectern with ./lectern up, or name it with --url"));
        }
        return findings;
    }

    private static List<Finding> health(String service, JsonNode health) {
        var findings = new ArrayList<Finding>();
        for (var part : health.path("components").properties()) {
            var state = part.getValue().path("status").stringValue("UNKNOWN");
            var reason = part.getValue().path("details").path("error").stringValue(state);
            switch (state) {
                case "UP", "UNKNOWN" -> {}
                case "DEGRADED" -> findings.add(new Finding.Weak(service, part.getKey() + ": " + reason));
                default -> findings.add(new Finding.Wrong(service, part.getKey() + ": " + Text.printable(reason), READ_LOG));
            }
        }
        var state = health.path("status").stringValue("UNKNOWN");
        if (findings.isEmpty()) {
            findings.add(state.equals("UP") ? new Finding.Right(service, "healthy") : new Finding.Wrong(service, state, READ_LOG));
        }
        return findings;
    }

    private JsonNode get(String path) throws IOException {
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(15)).build(), BodyHandlers.ofByteArray());
            return JsonMapper.shared().readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
