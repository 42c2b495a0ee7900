package dev.lectern.query.projection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The view that readers query, over the table of one generation. It is replaced in place, because a reader would not find one
 * that is dropped and made again. PostgreSQL lets a view only grow when it is replaced (CREATE VIEW, "Description"): the
 * columns it has keep their places, one that no release declares any more is empty, new ones come last.
 */
final class ReadView {

    private final JdbcClient jdbc;
    private final Projection<?, ?> projection;

    ReadView(JdbcClient jdbc, Projection<?, ?> projection) {
        this.jdbc = jdbc;
        this.projection = projection;
    }

    /** Shows a generation, which may be of an earlier release: what its table lacks has an empty value. */
    void over(Generation generation) {
        var declared = new LinkedHashMap<String, Column>();
        projection.table().columns().forEach(column -> declared.put(column.name(), column));
        var present = columns(generation.view());
        if (present.entrySet().stream().anyMatch(column -> declared.containsKey(column.getKey())
                && !declared.get(column.getKey()).type().equals(column.getValue()))) {
            // a column of another type can't take its place
            jdbc.sql("DROP VIEW " + generation.view()).update();
            present = Map.of();
        }
        var columns = new ArrayList<String>();
        present.forEach((name, type) -> {
            var column = declared.remove(name);
            columns.add(column == null ? "NULL::" + type + " AS " + name : shown(column, generation));
        });
        declared.values().forEach(column -> columns.add(shown(column, generation)));
        jdbc.sql("CREATE OR REPLACE VIEW %s AS SELECT %s FROM %s"
                .formatted(generation.view(), String.join(", ", columns), generation.table())).update();
    }

    private static String shown(Column column, Generation generation) {
        return (generation.has(column) ? column.name() : column.substitute()) + " AS " + column.name();
    }

    private Map<String, String> columns(String view) {
        var columns = new LinkedHashMap<String, String>();
        jdbc.sql("""
                SELECT a.attname, t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                 WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
                """).param(view).query(row -> {
            columns.put(row.getString("attname"), row.getString("typname"));
        });
        return columns;
    }
}
