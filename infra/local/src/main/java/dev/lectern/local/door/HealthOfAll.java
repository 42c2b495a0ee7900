// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Health of the whole: each service's own answer under its name, and the worst of their states. */
final class HealthOfAll extends HttpServlet {

    private static final List<String> WORST_FIRST = List.of("DOWN", "OUT_OF_SERVICE", "UNKNOWN", "DEGRADED", "UP");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final transient List<Upstream> services;

    HealthOfAll(List<Upstream> services) {
        this.services = services;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var components = JSON.createObjectNode();
        for (var service : services) {
            components.set(service.name(), health(service, request.getRequestURI(), request.getHeader("Authorization")));
        }
        var status = worst(components);
        response.setStatus(status.equals("DOWN") || status.equals("OUT_OF_SERVICE") ? 503 : 200);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        var answer = JSON.createObjectNode().put("status", status).set("components", components);
        response.getOutputStream().write(JSON.writeValueAsBytes(answer));
    }

    private static ObjectNode health(Upstream service, String path, @Nullable String authorization) {
        try {
            var answer = Loopback.get(service, path, authorization);
            return JSON.readTree(answer.body()) instanceof ObjectNode health && health.path("status").isString()
                    ? health
                    : JSON.createObjectNode().put("status", "UNKNOWN");
        } catch (IOException | JacksonException e) {
            return JSON.createObjectNode().put("status", "DOWN");
        }
    }

    private static String worst(ObjectNode components) {
        var states = components.values().stream().map(health -> health.path("status").stringValue("UNKNOWN").toUpperCase(Locale.ROOT)).toList();
        return WORST_FIRST.stream().filter(states::contains).findFirst().orElse("UNKNOWN");
    }
}
