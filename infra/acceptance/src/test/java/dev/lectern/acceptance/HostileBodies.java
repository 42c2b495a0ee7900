package dev.lectern.acceptance;

import dev.lectern.acceptance.HostileInput.Hostile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that are no JSON, or not the JSON that an operation takes. */
final class HostileBodies {

    private static final int DEEP = 100_000;
    private static final int TEN_MEGABYTES = 10_000_000;
    private static final List<String> TYPES = List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "application/json;charset=nonsense",
            "nonsense", "multipart/form-data", "application/octet-stream");

    private HostileBodies() {}

    /** @param body what the operation takes, as it is in {@code good} */
    static Stream<Hostile> of(Operation operation, JsonNode schema, RawRequest good, JsonNode body) {
        return Stream.of(unreadable(operation, schema, good), fields(operation, schema, good, HostileInput.fields(body)),
                TYPES.stream().map(type -> Hostile.refused("a body as " + type, good.with("Content-Type", type)))).flatMap(all -> all);
    }

    private static Stream<Hostile> unreadable(Operation operation, JsonNode schema, RawRequest good) {
        var name = properties(operation, schema).keySet().stream().findFirst().orElse("a");
        var texts = Stream.of("{", "{\"" + name + "\":", "[1,2", "nonsense", "[]", "5", "\"x\"", "true", "{} {}", "{'a':1}", "{\"" + name + "\":NaN}",
                        "{\"" + name + "\":Infinity}", "{\"" + name + "\":1e999999999}", "{\"" + name + "\":" + "9".repeat(2_000) + "}",
                        "{\"" + name + "\":\"\\ud800\"}", "{\"" + name + "\":\"\\u0000\"}", "{\"surprise\":{\"a\":[1]}}", "[".repeat(DEEP),
                        "{\"" + name + "\":".repeat(DEEP), "{\"surprise\":" + "[".repeat(DEEP))
                .map(text -> Hostile.refused("a body that can't be read", good.with(HostileInput.bytes(text))));
        var notUtf8 = HostileInput.bytes("{\"" + name + "\":\"??\"}");
        for (int i = 0; i < notUtf8.length; i++) {
            notUtf8[i] = notUtf8[i] == '?' ? (byte) 0xFE : notUtf8[i];
        }
        return Stream.concat(texts, Stream.of(Hostile.refused("bytes that are no UTF-8", good.with(notUtf8)),
                Hostile.refused("10 MB", good.with(HostileInput.bytes("{\"" + name + "\":\"" + "a".repeat(TEN_MEGABYTES) + "\"}"))),
                Hostile.refused("10 MB of white space", good.with(HostileInput.bytes(" ".repeat(TEN_MEGABYTES) + "{}"))),
                new Hostile("no body", good.with(new byte[0]), operation.requiresBody())));
    }

    private static Stream<Hostile> fields(Operation operation, JsonNode schema, RawRequest good, ObjectNode body) {
        var required = schema.path("required").valueStream().map(JsonNode::asString).toList();
        return Stream.concat(Stream.of(Hostile.refused("an unknown field", with(good, body, "surprise", "1"))),
                properties(operation, schema).entrySet().stream().flatMap(property -> {
                    var name = property.getKey();
                    var less = body.deepCopy();
                    less.remove(name);
                    var absent = required.contains(name)
                            ? Stream.of(Hostile.refused(name + " missing", good.with(JsonMapper.shared().writeValueAsBytes(less))),
                                    Hostile.refused(name + " null", with(good, body, name, "null")))
                            : Stream.<Hostile>empty();
                    return Stream.concat(absent, wrong(operation.resolved(property.getValue()))
                            .map(value -> Hostile.refused(name + " wrong", with(good, body, name, value))));
                }));
    }

    /** JSON values that a schema doesn't allow. */
    private static Stream<String> wrong(JsonNode schema) {
        var types = schema.path("type").isArray() ? schema.path("type").valueStream().map(JsonNode::asString).toList()
                : List.of(schema.path("type").asString("object"));
        var ofType = types.contains("string") ? Stream.of("5", "1.5", "true", "{}", "[]", "[\"x\"]", "{\"a\":1}")
                : types.contains("integer") ? Stream.of("\"x\"", "\"5\"", "1.5", "true", "{}", "[]", "[1]", "99999999999999999999", "NaN")
                : types.contains("number") ? Stream.of("\"x\"", "\"0.5\"", "true", "{}", "[]", "NaN", "\"NaN\"", "Infinity")
                : types.contains("boolean") ? Stream.of("\"maybe\"", "\"true\"", "1", "{}", "[]")
                : types.contains("array") ? Stream.of("\"x\"", "5", "{}", "[[]]", "[null]", "[{\"surprise\":1}]", "[[[[[[[[]]]]]]]]")
                : Stream.of("\"x\"", "5", "[]", "{\"surprise\":1}");
        return Stream.concat(ofType, beyond(schema));
    }

    private static Stream<String> beyond(JsonNode schema) {
        var beyond = Stream.<String>builder();
        if (schema.has("maxLength") && !schema.has("pattern")) {
            beyond.add("\"" + "a".repeat(schema.path("maxLength").asInt() + 1) + "\"");
        }
        if (schema.has("minimum")) {
            beyond.add(Long.toString(schema.path("minimum").asLong() - 1));
        }
        if (schema.has("maximum")) {
            beyond.add(Long.toString(schema.path("maximum").asLong() + 1));
        }
        if (schema.has("maxItems")) {
            beyond.add("[" + "null,".repeat(schema.path("maxItems").asInt()) + "null]");
        }
        if (schema.path("format").asString("").equals("date-time")) {
            beyond.add("\"1767225600\"");
        }
        if (schema.has("enum") || schema.has("pattern") || schema.has("format") && schema.path("type").asString("").equals("string")) {
            beyond.add("\"\\n\"");
        }
        return beyond.build();
    }

    private static Map<String, JsonNode> properties(Operation operation, JsonNode schema) {
        var properties = new TreeMap<String, JsonNode>();
        operation.resolved(schema).path("properties").propertyStream().forEach(property -> properties.put(property.getKey(), property.getValue()));
        return properties;
    }

    /** Not by a JSON library, because it may be no JSON. */
    private static RawRequest with(RawRequest good, ObjectNode body, String field, String value) {
        var rest = body.deepCopy();
        rest.remove(field);
        var others = JsonMapper.shared().writeValueAsString(rest);
        return good.with(HostileInput.bytes("{\"" + field + "\":" + value + (rest.isEmpty() ? "}" : "," + others.substring(1))));
    }
}
