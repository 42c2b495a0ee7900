package dev.lectern.query.projection;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.json.LecternJson;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One leaf of a row record as a column of its table.
 *
 * @param path the accessors that lead from the row to the value, made accessible once:
 *             {@link RecordComponent#getAccessor()} copies it at each call
 * @param type PostgreSQL's
 * @param parser makes a value of the text that PostgreSQL gives: looked up once, for a list reads some hundred
 */
record Column(List<Method> path, RecordComponent component, String name, String type, boolean nullable, Parser parser) {

    /** Makes a value of text: JSON, or a name. */
    private interface Parser {
        Object parse(String text);
    }

    /** The columns that a component becomes: one, or those of its {@link ColumnGroup}, after the group's name. */
    static Stream<Column> of(RecordComponent component) {
        return of(List.of(), "", component);
    }

    private static Stream<Column> of(List<Method> parents, String prefix, RecordComponent component) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        var path = Stream.concat(parents.stream(), Stream.of(accessor)).toList();
        var name = prefix + snakeCase(component.getName());
        if (isGroup(component)) {
            return Stream.of(component.getType().getRecordComponents()).flatMap(part -> of(path, name + "_", part));
        }
        return Stream.of(new Column(path, component, name, typeOf(component.getType()),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class), parserOf(component, name)));
    }

    private static Parser parserOf(RecordComponent component, String name) {
        if (typeOf(component.getType()).equals("jsonb")) {
            var reader = LecternJson.MAPPER.readerFor(LecternJson.MAPPER.constructType(component.getGenericType()));
            if (!(component.getGenericType() instanceof ParameterizedType list && list.getRawType() == List.class)) {
                return reader::readValue;
            }
            return list.getActualTypeArguments()[0] == String.class ? JsonStrings::of
                    : text -> text.equals("[]") ? List.of() : reader.readValue(text);
        } else if (component.getType() == ContentHash.class) {
            return ContentHash::new;
        } else if (component.getType().isEnum()) {
            var constants = new HashMap<String, Object>();
            Arrays.stream(component.getType().getEnumConstants()).forEach(constant -> constants.put(nameOf((Enum<?>) constant), constant));
            return text -> Optional.ofNullable(constants.get(text))
                    .orElseThrow(() -> new IllegalArgumentException(name + " has no value " + text));
        }
        return text -> text;
    }

    static boolean isGroup(RecordComponent component) {
        return component.getType().isAnnotationPresent(ColumnGroup.class);
    }

    private static String typeOf(Class<?> type) {
        if (type == UUID.class) {
            return "uuid";
        } else if (type == String.class || type == ContentHash.class || type.isEnum()) {
            return "text";
        } else if (type == int.class || type == Integer.class) {
            return "int4";
        } else if (type == long.class || type == Long.class) {
            return "int8";
        } else if (type == double.class || type == Double.class) {
            return "float8";
        } else if (type == boolean.class || type == Boolean.class) {
            return "bool";
        } else if (type == Instant.class) {
            return "timestamptz";
        }
        return "jsonb";
    }

    String definition() {
        return name + " " + type + (nullable ? "" : " NOT NULL");
    }

    /** What stands in the place of this column where a table of another release lacks it. */
    String substitute() {
        return nullable ? "NULL::" + type : switch (type) {
            case "uuid" -> "'00000000-0000-0000-0000-000000000000'::uuid";
            case "int4", "int8", "float8" -> "0::" + type;
            case "bool" -> "false";
            case "timestamptz" -> "'epoch'::timestamptz";
            case "jsonb" -> Iterable.class.isAssignableFrom(component.getType()) ? "'[]'::jsonb" : "'{}'::jsonb";
            default -> "''::text";
        };
    }

    @Nullable Object read(ResultSet rows, int index) throws SQLException {
        return switch (type) {
            case "uuid" -> rows.getObject(index, UUID.class);
            case "int4" -> rows.getObject(index, Integer.class);
            case "int8" -> rows.getObject(index, Long.class);
            case "float8" -> rows.getObject(index, Double.class);
            case "bool" -> rows.getObject(index, Boolean.class);
            case "timestamptz" -> {
                var moment = rows.getObject(index, OffsetDateTime.class);
                yield moment == null ? null : moment.toInstant();
            }
            default -> {
                var text = rows.getString(index);
                yield text == null ? null : parser.parse(text);
            }
        };
    }

    /** As an element of the array that is sent to PostgreSQL. */
    @Nullable Object write(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Enum<?> constant when type.equals("text") -> nameOf(constant);
            case Object other when type.equals("jsonb") -> LecternJson.MAPPER.writeValueAsString(other);
            case Number number -> number;
            case Boolean truth -> truth;
            default -> value.toString();
        };
    }

    /** Whether PostgreSQL may keep less of a value than Java has. */
    boolean isRounded() {
        return type.equals("timestamptz");
    }

    @Nullable Object asStored(@Nullable Object value) {
        return value instanceof Instant moment ? moment.truncatedTo(ChronoUnit.MICROS) : value;
    }

    @Nullable Object valueOf(Record row) {
        try {
            Object value = row;
            for (var accessor : path) {
                value = accessor.invoke(value);
            }
            return value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't read " + component, e);
        }
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
