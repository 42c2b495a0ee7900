package dev.lectern.acceptance;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Random values that a schema allows. Where a schema can't say what makes sense, names do. */
final class ValidInput {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> SAMPLES = List.of("en", "pt-BR", "yellow", "#ffcc00", "A shelf",
            "epubcfi(/6/4!/4/2/1:3)", "https://www.idpf.org/epub/linking/cfi/epub-cfi.html");
    private static final int[] CHARACTERS = "aZ09 -_.'\"\\<&/%ß漢🙂é\u202E\u00A0".codePoints().toArray();
    private static final int LONGEST = 40;

    private final Random random;
    private final Possessions possessions;

    ValidInput(Random random, Possessions possessions) {
        this.random = random;
        this.possessions = possessions;
    }

    JsonNode of(Operation operation, JsonNode schema) {
        return of(operation, "", operation.resolved(schema));
    }

    /** @param name of the field or parameter */
    JsonNode of(Operation operation, String name, JsonNode schema) {
        if (schema.has("oneOf")) {
            var one = schema.path("oneOf").get(random.nextInt(schema.path("oneOf").size()));
            return of(operation, name, operation.resolved(one)).isObject() ? discriminated(operation, one) : JSON.objectNode();
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        var types = schema.path("type").isArray() ? schema.path("type").valueStream().map(JsonNode::asString).toList()
                : List.of(schema.path("type").asString("object"));
        if (types.contains("null") && random.nextInt(10) == 0) {
            return JSON.nullNode();
        }
        return switch (types.getFirst().equals("null") ? types.getLast() : types.getFirst()) {
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "integer" -> JSON.numberNode(integer(name, schema));
            case "number" -> JSON.numberNode(random.nextDouble());
            case "array" -> array(operation, name, schema);
            case "string" -> JSON.stringNode(text(name, schema));
            default -> object(operation, schema);
        };
    }

    private JsonNode object(Operation operation, JsonNode schema) {
        var object = JSON.objectNode();
        var parts = schema.has("allOf") ? schema.path("allOf").valueStream().map(operation::resolved).toList() : List.of(schema);
        var required = schema.path("required").valueStream().map(JsonNode::asString).toList();
        for (var part : parts) {
            part.path("properties").propertyStream().forEach(property -> {
                if (required.contains(property.getKey()) || random.nextInt(3) > 0) {
                    object.set(property.getKey(), of(operation, property.getKey(), operation.resolved(property.getValue())));
                }
            });
        }
        return object;
    }

    /** One of several schemas, with the property that says which. */
    private JsonNode discriminated(Operation operation, JsonNode reference) {
        var schema = operation.resolved(reference);
        var object = object(operation, schema);
        schema.path("allOf").valueStream().map(operation::resolved).map(part -> part.path("discriminator"))
                .filter(JsonNode::isObject).forEach(discriminator -> discriminator.path("mapping").propertyStream()
                        .filter(mapping -> mapping.getValue().equals(reference.path("$ref")))
                        .forEach(mapping -> ((ObjectNode) object)
                                .put(discriminator.path("propertyName").asString(), mapping.getKey())));
        return object;
    }

    private JsonNode array(Operation operation, String name, JsonNode schema) {
        var array = JSON.arrayNode();
        int least = schema.path("minItems").asInt(0);
        int items = Math.max(least, random.nextInt(1 + Math.min(3, schema.path("maxItems").asInt(3))));
        for (int i = 0; i < items; i++) {
            var item = of(operation, name, operation.resolved(schema.path("items")));
            if (!schema.path("uniqueItems").asBoolean(false) || array.valueStream().noneMatch(item::equals)) {
                array.add(item);
            }
        }
        return array;
    }

    private long integer(String name, JsonNode schema) {
        long least = schema.path("minimum").asLong(switch (name) {
            case "limit", "chapter" -> 1;
            default -> 0;
        });
        long most = Math.min(schema.path("maximum").asLong(Long.MAX_VALUE), name.equals("throttle") ? 100_000 : least + 3);
        return least + random.nextLong(most - least + 1);
    }

    private String text(String name, JsonNode schema) {
        var known = byName(name);
        if (known != null) {
            return known;
        }
        if (schema.has("pattern")) {
            var fitting = SAMPLES.stream().filter(sample -> sample.matches(schema.path("pattern").asString())).toList();
            if (fitting.isEmpty()) {
                throw new AssertionError("no sample fits " + schema + ": add one to ValidInput.SAMPLES");
            }
            return fitting.get(random.nextInt(fitting.size()));
        }
        return switch (schema.path("format").asString("")) {
            case "uuid" -> UUID.randomUUID().toString();
            case "date-time" -> Instant.now().minusSeconds(random.nextInt(1_000_000)).toString();
            default -> text(Math.max(1, schema.path("minLength").asInt(0)), Math.min(LONGEST, schema.path("maxLength").asInt(LONGEST)));
        };
    }

    private String byName(String name) {
        return switch (name) {
            case "email" -> random.nextBoolean() ? Lectern.ADMINISTRATOR : UUID.randomUUID() + "@example.org";
            case "password", "currentPassword", "newPassword" -> Lectern.PASSWORD;
            case "sort" -> List.of("title", "-addedAt", "author", "lastReadAt", "-progressPercent").get(random.nextInt(5));
            case "zone" -> "Europe/Berlin";
            case "aggregate" -> possessions.book();
            case "size" -> "small";
            default -> null;
        };
    }

    private String text(int least, int most) {
        int length = least + random.nextInt(most - least + 1);
        return IntStream.generate(() -> CHARACTERS[random.nextInt(CHARACTERS.length)]).limit(Math.max(1, length))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
