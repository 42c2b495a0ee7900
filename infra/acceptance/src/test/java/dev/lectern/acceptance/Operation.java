package dev.lectern.acceptance;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One operation of an OpenAPI document: what it takes, and whether an answer is one that it promises. */
record Operation(String method, String path, JsonNode definition, JsonNode document) {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<JsonNode, Schema> KNOWN = new ConcurrentHashMap<>();
    private static final String PROBLEM = "application/problem+json";
    /** What nobody outside has to know: classes, statements, places in the code. */
    private static final List<String> INSIDES = List.of("Exception", "SELECT ", "INSERT ", "UPDATE ", "dev.lectern.", "org.postgresql", "\tat ");

    /** A parameter in a path, a query or a header. */
    record Parameter(String name, JsonNode schema, boolean required) {
    }

    static Stream<Operation> of(JsonNode document) {
        return document.path("paths").propertyStream().flatMap(path -> path.getValue().propertyStream()
                .map(operation -> new Operation(operation.getKey().toUpperCase(), path.getKey(), operation.getValue(), document)));
    }

    String name() {
        return method + " " + path;
    }

    /** Whether a request's target is one of this operation. */
    boolean takes(String target) {
        return target.split("\\?")[0].matches(path.replace("{path}", ".+").replaceAll("\\{[^}]*}", "[^/]+"));
    }

    /** @param in {@code path}, {@code query} or {@code header} */
    List<Parameter> parameters(String in) {
        return definition.path("parameters").valueStream().filter(parameter -> parameter.path("in").asString().equals(in))
                .map(parameter -> new Parameter(parameter.path("name").asString(), resolved(parameter.path("schema")),
                        parameter.path("required").asBoolean(false))).toList();
    }

    Optional<JsonNode> jsonBody() {
        return Optional.of(definition.at("/requestBody/content/application~1json/schema")).filter(schema -> !schema.isMissingNode())
                .map(this::resolved);
    }

    boolean requiresBody() {
        return definition.at("/requestBody/required").asBoolean(false);
    }

    /** Whether nobody has to be signed in. */
    boolean isOpen() {
        return definition.path("security").isArray() && definition.path("security").isEmpty();
    }

    boolean isUpload() {
        return definition.at("/requestBody/content").has("multipart/form-data");
    }

    JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : resolved(document.at(reference.substring(1)));
    }

    /** What is wrong with an answer: nothing, if the document describes it. */
    List<String> faultsOf(RawRequest.Answer answer) {
        var status = Integer.toString(answer.status());
        var faults = new ArrayList<String>();
        if (answer.status() >= 500 || answer.status() == 0) {
            faults.add("the server failed");
        }
        var responses = definition.path("responses");
        var response = responses.has(status) ? responses.path(status) : responses.path(status.charAt(0) + "XX");
        if (response.isMissingNode()) {
            faults.add("the document has no answer " + status);
            return faults;
        }
        var type = answer.header("Content-Type").split(";")[0];
        if (answer.status() >= 400) {
            if (!type.equals(PROBLEM)) {
                faults.add("a refusal is " + PROBLEM + ", not “" + type + "”");
            }
            INSIDES.stream().filter(answer.text()::contains).forEach(inside -> faults.add("it tells of its inside: " + inside));
        }
        faults.addAll(faultsOf(answer, type, response.path("content")));
        return faults;
    }

    private List<String> faultsOf(RawRequest.Answer answer, String type, JsonNode content) {
        if (content.isEmpty()) {
            return answer.body().length == 0 ? List.of() : List.of("the document knows no body here");
        }
        if (type.endsWith("json")) {
            try {
                var schema = content.path(type).path("schema");
                return schema.isMissingNode() ? List.of("the document has no " + type + " here")
                        : schema(schema).validate(JsonMapper.shared().readTree(answer.body())).stream().map(Error::toString).toList();
            } catch (JacksonException e) {
                return List.of("the body is no JSON: " + e.getOriginalMessage());
            }
        }
        return content.propertyNames().stream().anyMatch(documented -> type.matches(documented.replace("+", "\\+").replace("*", "[^/]+")))
                ? List.of() : List.of("the document has no " + type + " here");
    }

    private Schema schema(JsonNode schema) {
        return KNOWN.computeIfAbsent(schema, _ -> {
            var whole = (ObjectNode) schema.deepCopy();
            whole.set("components", document.path("components"));
            return SCHEMAS.getSchema(whole);
        });
    }
}
