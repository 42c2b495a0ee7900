package dev.lectern.web;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a record's components say of null goes into the API's description: those that aren't {@code @Nullable} are required, the
 * others may be null or absent. Swagger's own reading stops at annotations of declarations, and JSpecify's are of types.
 */
final class RecordSchemas implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        var asked = Json.mapper().constructType(type.getType());
        if (resolved != null && asked != null && asked.getRawClass().isRecord()) {
            var named = resolved.get$ref() == null ? resolved
                    : context.getDefinedModels().get(resolved.get$ref().substring(resolved.get$ref().lastIndexOf('/') + 1));
            if (named != null && named.getProperties() != null) {
                describe(named, asked);
            }
        }
        return resolved;
    }

    private static void describe(Schema<?> schema, JavaType type) {
        var required = new TreeSet<>(schema.getRequired() == null ? Set.<String>of() : schema.getRequired());
        var properties = Json.mapper().getSerializationConfig().introspect(type).findProperties();
        for (var component : type.getRawClass().getRecordComponents()) {
            properties.stream().filter(property -> property.getInternalName().equals(component.getName())).findAny()
                    .map(property -> property.getName()).filter(schema.getProperties()::containsKey).ifPresent(name -> {
                        if (isNullable(component)) {
                            schema.getProperties().computeIfPresent(name, (_, property) -> orNull(property));
                        } else {
                            required.add(name);
                        }
                    });
        }
        schema.setRequired(List.copyOf(required));
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.getTypes() != null) {
            schema.addType("null");
            if (schema.getEnum() != null && !schema.getEnum().contains(null)) {
                schema.addEnumItemObject(null);
            }
            return schema;
        }
        return schema.getAnyOf() != null ? schema : new JsonSchema().anyOf(List.of(schema, new JsonSchema().types(Set.of("null"))));
    }
}
