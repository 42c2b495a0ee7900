package dev.lectern.query.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The statements on one generation's table. Each takes any number of rows as arrays, so each is prepared once. */
final class TableSql<K extends Record, R extends Record> {

    private final RowTable<K, R> table;
    private final String load;
    private final @Nullable String loadOf;
    private final String copy;
    private final String upsert;
    private final String delete;

    TableSql(RowTable<K, R> table, Generation generation) {
        this.table = table;
        var name = generation.table();
        var keyNames = table.keyColumns().stream().map(Column::name).collect(Collectors.joining(", "));
        var keyArrays = arrays(table.keyColumns());
        load = "SELECT %s FROM %s WHERE (%s) IN (SELECT * FROM unnest(%s))"
                .formatted(table.columnNames(), name, keyNames, keyArrays);
        var reader = table.readerColumn();
        loadOf = reader == null ? null
                : "SELECT %s FROM %s WHERE %s = ANY (?)".formatted(table.columnNames(), name, reader.name());
        copy = "COPY %s (%s) FROM STDIN".formatted(name, table.columnNames());
        delete = "DELETE FROM %s WHERE (%s) IN (SELECT * FROM unnest(%s))".formatted(name, keyNames, keyArrays);
        var updates = table.columns().stream()
                .filter(column -> !table.keyColumns().contains(column))
                .map(column -> column.name() + " = excluded." + column.name())
                .collect(Collectors.joining(", "));
        upsert = "INSERT INTO %s (%s) SELECT * FROM unnest(%s) ON CONFLICT (%s) DO %s".formatted(name,
                table.columnNames(), arrays(table.columns()), keyNames,
                updates.isEmpty() ? "NOTHING" : "UPDATE SET " + updates);
    }

    /** What makes the table and its key. */
    static String ddl(RowTable<?, ?> table, Generation generation) {
        return "CREATE TABLE %s (%s, PRIMARY KEY (%s))".formatted(generation.table(),
                table.columns().stream().map(Column::definition).collect(Collectors.joining(", ")),
                table.keyColumns().stream().map(Column::name).collect(Collectors.joining(", ")));
    }

    /** The name, within its schema, that an index has in one generation. */
    static String nameOf(RowTable.Index index, Generation generation) {
        return generation.projection() + "_g" + generation.number() + "_" + index.name();
    }

    Map<K, R> load(Connection connection, Collection<K> keys) throws SQLException {
        if (keys.isEmpty()) {
            return new HashMap<>();
        }
        try (var statement = connection.prepareStatement(load)) {
            bindKeys(statement, keys);
            return rowsOf(statement);
        }
    }

    /** Every row of some readers; none where rows are nobody's. */
    Map<K, R> loadOf(Connection connection, Collection<UUID> readers) throws SQLException {
        if (readers.isEmpty() || loadOf == null) {
            return new HashMap<>();
        }
        try (var statement = connection.prepareStatement(loadOf)) {
            statement.setArray(1, connection.createArrayOf("uuid", readers.toArray()));
            return rowsOf(statement);
        }
    }

    private Map<K, R> rowsOf(PreparedStatement statement) throws SQLException {
        var rows = new HashMap<K, R>();
        try (var results = statement.executeQuery()) {
            while (results.next()) {
                var row = table.read(results);
                rows.put(table.keyOf(row), row);
            }
        }
        return rows;
    }

    /** Adds rows that the table doesn't hold, the fastest way there is. */
    void copy(Connection connection, Collection<R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        var copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            for (var row : rows) {
                var line = CopyText.line(table.columns().stream().map(column -> column.write(column.valueOf(row))));
                copying.writeToCopy(line, 0, line.length);
            }
            copying.endCopy();
        } finally {
            if (copying.isActive()) {
                copying.cancelCopy();
            }
        }
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
