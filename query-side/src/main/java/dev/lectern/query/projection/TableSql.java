package dev.lectern.query.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The statements on one generation's table. Each takes any number of rows as arrays, so each is prepared once. */
final class TableSql<K extends Record, R extends Record> {

    private final RowTable<K, R> table;
    private final String load;
    private final String upsert;
    private final String delete;

    TableSql(RowTable<K, R> table, Generation generation) {
        this.table = table;
        var name = generation.table();
        var keyNames = table.keyColumns().stream().map(Column::name).collect(Collectors.joining(", "));
        var keyArrays = arrays(table.keyColumns());
        load = "SELECT %s FROM %s WHERE (%s) IN (SELECT * FROM unnest(%s))"
                .formatted(table.columnNames(), name, keyNames, keyArrays);
        delete = "DELETE FROM %s WHERE (%s) IN (SELECT * FROM unnest(%s))".formatted(name, keyNames, keyArrays);
        var updates = table.columns().stream()
                .filter(column -> !table.keyColumns().contains(column))
                .map(column -> column.name() + " = excluded." + column.name())
                .collect(Collectors.joining(", "));
        upsert = "INSERT INTO %s (%s) SELECT * FROM unnest(%s) ON CONFLICT (%s) DO %s".formatted(name,
                table.columnNames(), arrays(table.columns()), keyNames,
                updates.isEmpty() ? "NOTHING" : "UPDATE SET " + updates);
    }

    /** What makes the table, its key and its indexes. */
    static List<String> ddl(RowTable<?, ?> table, Generation generation) {
        var statements = new ArrayList<String>();
        statements.add("CREATE TABLE %s (%s, PRIMARY KEY (%s))".formatted(generation.table(),
                table.columns().stream().map(Column::definition).collect(Collectors.joining(", ")),
                table.keyColumns().stream().map(Column::name).collect(Collectors.joining(", "))));
        table.indexes().forEach(index -> statements.add("CREATE INDEX %s_g%d_%s ON %s %s".formatted(
                generation.projection(), generation.number(), index.name(), generation.table(), index.definition())));
        return statements;
    }

    Map<K, R> load(Connection connection, Collection<K> keys) throws SQLException {
        var rows = new HashMap<K, R>();
        if (!keys.isEmpty()) {
            try (var statement = connection.prepareStatement(load)) {
                bindKeys(statement, keys);
                try (var results = statement.executeQuery()) {
                    while (results.next()) {
                        var row = table.read(results);
                        rows.put(table.keyOf(row), row);
                    }
                }
            }
        }
        return rows;
    }

    void upsert(Connection connection, Collection<R> rows) throws SQLException {
        if (!rows.isEmpty()) {
            try (var statement = connection.prepareStatement(upsert)) {
                bind(statement, table.columns(), rows, column -> column::valueOf);
                statement.executeUpdate();
            }
        }
    }

    void delete(Connection connection, Collection<K> keys) throws SQLException {
        if (!keys.isEmpty()) {
            try (var statement = connection.prepareStatement(delete)) {
                bindKeys(statement, keys);
                statement.executeUpdate();
            }
        }
    }

    private void bindKeys(PreparedStatement statement, Collection<K> keys) throws SQLException {
        bind(statement, table.keyColumns(), keys, column -> column::valueOf);
    }

    private static <T> void bind(PreparedStatement statement, List<Column> columns, Collection<T> elements,
                                 Function<Column, Function<T, @Nullable Object>> valueOf) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var value = valueOf.apply(column);
            var array = elements.stream().map(element -> column.write(value.apply(element))).toArray();
            statement.setArray(i + 1, statement.getConnection().createArrayOf(column.type(), array));
        }
    }

    private static String arrays(List<Column> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> "?::" + columns.get(i).type() + "[]")
                .collect(Collectors.joining(", "));
    }
}
