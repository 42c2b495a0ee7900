package dev.lectern.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.event.EventTypes;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.personal.Sealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/**
 * The JSON Schemas in {@code schemas/} say what the records say. {@code -Dschemas.write=true} writes them anew; a change
 * that old readers would misread needs a new revision of the event instead.
 */
class SchemasTest {

    private static final Path FOLDER = Path.of("src/main/resources/schemas");

    private static Map<String, Class<?>> published() {
        var types = new LinkedHashMap<String, Class<?>>();
        for (var event : EventTypes.all()) {
            var name = EventTypes.nameOf(event);
            types.put(EventTypes.cloudEventType(name.value(), name.revision()), event);
        }
        Examples.messages().forEach((type, message) -> types.put(type, message.getClass()));
        return types;
    }

    @TestFactory
    List<DynamicTest> the_schema_says_what_the_record_says() {
        return published().entrySet().stream().map(type -> DynamicTest.dynamicTest(type.getKey(), () -> {
            var generated = generator().generateSchema(type.getValue());
            if (Boolean.getBoolean("schemas.write")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file(type.getKey()), LecternJson.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(generated) + "\n");
            }
            assertThat(LecternJson.MAPPER.readTree(Files.readString(file(type.getKey())))).isEqualTo(generated);
        })).toList();
    }

    @TestFactory
    List<DynamicTest> an_example_of_each_is_valid() {
        var examples = new LinkedHashMap<String, Object>(Examples.messages());
        for (var event : Examples.events()) {
            var name = EventTypes.nameOf(event.getClass());
            examples.put(EventTypes.cloudEventType(name.value(), name.revision()), event);
        }
        assertThat(examples.keySet()).as("every event and message has an example").isEqualTo(published().keySet());
        return examples.entrySet().stream().map(example -> DynamicTest.dynamicTest(example.getKey(), () ->
                assertThat(violations(example.getKey(), LecternJson.MAPPER.valueToTree(example.getValue()))).isEmpty())).toList();
    }

    @Test
    void a_payload_that_lacks_a_field_is_not_valid() throws IOException {
        assertThat(violations("lectern.book.deleted.v1", LecternJson.MAPPER.readTree("{\"bookId\":\"x\"}"))).isNotEmpty();
    }

    @Test
    void the_asyncapi_document_names_every_schema() throws IOException {
        var document = Files.readString(Path.of("src/main/resources/asyncapi.yaml"));
        assertThat(published().keySet()).allSatisfy(type -> assertThat(document).contains("schemas/" + type + ".json"));
    }

    private static List<?> violations(String type, JsonNode payload) throws IOException {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        return List.copyOf(registry.getSchema(Files.readString(file(type))).validate(payload));
    }

    private static Path file(String type) {
        return FOLDER.resolve(type + ".json");
    }

    private static SchemaGenerator generator() {
        var config = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.INLINE_ALL_SCHEMAS);
        config.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            var definition = context.getGeneratorConfig().createObjectNode();
            if (type.isInstanceOf(ContentHash.class)) {
                definition.put("type", "string").put("pattern", "^[0-9a-f]{64}$").put("description", "SHA-256 of the content");
            } else if (type.isInstanceOf(Sealed.class)) {
                definition.put("type", "string").put("contentEncoding", "base64").put("description", "readable only with the reader's key");
            } else if (type.isInstanceOf(UUID.class)) {
                definition.put("type", "string").put("format", "uuid");
            } else if (type.isInstanceOf(Instant.class)) {
                definition.put("type", "string").put("format", "date-time");
            } else if (type.getErasedType().isEnum()) {
                var names = definition.put("type", "string").putArray("enum");
                for (var constant : type.getErasedType().getEnumConstants()) {
                    names.add(nameOf((Enum<?>) constant));
                }
            } else {
                return null;
            }
            return new com.github.victools.jsonschema.generator.CustomDefinition(definition);
        });
        config.forFields().withRequiredCheck(field -> field.getRawMember().getAnnotatedType().getAnnotation(Nullable.class) == null);
        return new SchemaGenerator(config.build());
    }

    private static String nameOf(Enum<?> constant) {
        try {
            var property = constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return Objects.requireNonNull(property).value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
