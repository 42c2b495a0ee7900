// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One description of the whole API, made of the two sides' own. */
final class OpenApiDocument extends HttpServlet {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SCHEMA_REFERENCE = "\"#/components/schemas/%s\"";

    private final transient Upstream commandSide;
    private final transient Upstream querySide;
    private transient volatile byte @Nullable [] merged;

    OpenApiDocument(Upstream commandSide, Upstream querySide) {
        this.commandSide = commandSide;
        this.querySide = querySide;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var document = merged;
        if (document == null) {
            var reads = description(querySide);
            var writes = description(commandSide);
            if (reads == null || writes == null) {
                Problem.write(response, 503, "unavailable", "A service does not describe its API right now. Try again in a moment.");
                return;
            }
            document = JSON.writeValueAsBytes(merge(reads, writes));
            merged = document;
        }
        response.setContentType("application/json");
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }

    private static @Nullable String description(Upstream service) throws IOException {
        var answer = Loopback.get(service, "/openapi.json", null);
        return answer.statusCode() == 200 ? answer.body() : null;
    }

    /** Takes two OpenAPI 3 documents. Where both have a schema of one name that isn't the same, the second one's gets another name. */
    static ObjectNode merge(String first, String second) {
        var whole = (ObjectNode) JSON.readTree(first);
        var added = (ObjectNode) JSON.readTree(renamed(second, whole.at("/components/schemas")));
        addMissing(whole, added);
        whole.putArray("servers").addObject().put("url", "/");
        return whole;
    }

    private static String renamed(String document, JsonNode taken) {
        var schemas = JSON.readTree(document).at("/components/schemas");
        var text = document;
        for (var schema : schemas.properties()) {
            var name = schema.getKey();
            if (taken.has(name) && !taken.get(name).equals(schema.getValue())) {
                var other = "Write" + name;
                text = text.replace(SCHEMA_REFERENCE.formatted(name), SCHEMA_REFERENCE.formatted(other));
                var tree = (ObjectNode) JSON.readTree(text);
                var moved = (ObjectNode) tree.at("/components/schemas");
                moved.set(other, moved.remove(name));
                text = JSON.writeValueAsString(tree);
            }
        }
        return text;
    }

    private static void addMissing(ObjectNode whole, ObjectNode added) {
        for (var entry : added.properties()) {
            var there = whole.get(entry.getKey());
            if (there == null) {
                whole.set(entry.getKey(), entry.getValue());
            } else if (there instanceof ObjectNode object && entry.getValue() instanceof ObjectNode more) {
                addMissing(object, more);
            } else if (there instanceof ArrayNode tags && entry.getKey().equals("tags")) {
                entry.getValue().valueStream().filter(tag -> tags.valueStream().noneMatch(tag::equals)).forEach(tags::add);
            }
        }
    }
}
