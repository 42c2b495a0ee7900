package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.query.projection.Comparison.Change;
import dev.lectern.query.projection.Comparison.Difference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows of two generations within one snapshot: key range by key range by count and by the sum of the rows' hashes,
 * and row by row where these differ. The connection's transaction writes nothing, so it delays no follower of the log.
 */
final class RowComparison {

    private static final int RANGE = 20_000;

    /** What is known of a range without looking at single rows. */
    private record Summary(long rows, String hashes) {
    }

    private final Connection snapshot;
    private final Generation before;
    private final Generation after;
    private final List<String> keys;
    private final List<String> keyTypes;
    private final List<String> shared;
    private final List<String> added;

    private long rowsBefore;
    private long rowsAfter;
    private long differences;
    private final List<Difference> examples = new ArrayList<>();

    /** @param snapshot a connection in a read-only transaction of repeatable reads */
    RowComparison(Connection snapshot, RowTable<?, ?> table, Generation before, Generation after) {
        this.snapshot = snapshot;
        this.before = before;
        this.after = after;
        keys = table.keyColumns().stream().map(Column::name).toList();
        keyTypes = table.keyColumns().stream().map(Column::type).toList();
        shared = table.columns().stream().filter(before::has).map(Column::name).toList();
        added = table.columns().stream().filter(column -> !before.has(column)).map(Column::name).toList();
    }

    /** @return nothing where the generations don't stand at one position */
    @Nullable Comparison run(boolean expected, Instant now) throws SQLException {
        var position = position();
        if (position == null) {
            return null;
        }
        if (shared.containsAll(keys)) {
            compareAll();
        } else {
            // rows that are found by other keys have no counterparts
            rowsBefore = summary(before, List.of(), List.of()).rows();
            rowsAfter = summary(after, List.of(), List.of()).rows();
            differences = rowsAfter;
        }
        return new Comparison(position.toString(), rowsBefore, rowsAfter, differences, expected, added, examples, now);
    }

    private void compareAll() throws SQLException {
        List<String> from = List.of();
        List<String> to = end(from);
        while (!to.isEmpty()) {
            compare(from, to);
            from = to;
            to = end(from);
        }
        compare(from, List.of());
    }

    /** Where all segments of both stand. */
    private @Nullable Position position() throws SQLException {
        try (var statement = snapshot.prepareStatement("""
                SELECT DISTINCT tx, index FROM query.segment WHERE projection = ? AND generation IN (?, ?)
                """)) {
            statement.setString(1, before.projection());
            statement.setInt(2, before.number());
            statement.setInt(3, after.number());
            try (var rows = statement.executeQuery()) {
                rows.next();
                var position = new Position(rows.getLong(1), rows.getLong(2));
                return rows.next() ? null : position;
            }
        }
    }

    /** The last key of the range that begins after another; nothing where less than a range is left. */
    private List<String> end(List<String> from) throws SQLException {
        var sql = "SELECT %s FROM %s%s ORDER BY %s OFFSET %d LIMIT 1".formatted(
                keys.stream().map(key -> key + "::text").collect(Collectors.joining(", ")), before.table(),
                range(from, List.of()), String.join(", ", keys.stream().map(key -> before.table() + "." + key).toList()), RANGE - 1);
        try (var statement = snapshot.prepareStatement(sql)) {
            bind(statement, from, List.of());
            try (var row = statement.executeQuery()) {
                var key = new ArrayList<String>();
                if (row.next()) {
                    for (int i = 1; i <= keys.size(); i++) {
                        key.add(row.getString(i));
                    }
                }
                return key;
            }
        }
    }

    private void compare(List<String> from, List<String> to) throws SQLException {
        var summaryBefore = summary(before, from, to);
        var summaryAfter = summary(after, from, to);
        rowsBefore += summaryBefore.rows();
        rowsAfter += summaryAfter.rows();
        if (!summaryBefore.equals(summaryAfter)) {
            compareRows(from, to);
        }
    }

    private Summary summary(Generation generation, List<String> from, List<String> to) throws SQLException {
        var sql = "SELECT count(*), coalesce(sum(hashtextextended(ROW(%s)::text, 0)::numeric), 0)::text FROM %s%s"
                .formatted(String.join(", ", shared), generation.table(), range(from, to));
        try (var statement = snapshot.prepareStatement(sql)) {
            bind(statement, from, to);
            try (var row = statement.executeQuery()) {
                row.next();
                return new Summary(row.getLong(1), row.getString(2));
            }
        }
    }

    private void compareRows(List<String> from, List<String> to) throws SQLException {
        var columns = String.join(", ", shared);
        var joined = "(SELECT %1$s FROM %2$s%4$s) a FULL JOIN (SELECT %1$s FROM %3$s%4$s) b ON %5$s WHERE a IS DISTINCT FROM b"
                .formatted(columns, before.table(), after.table(), range(from, to), keys.stream()
                        .map(key -> "a." + key + " = b." + key).collect(Collectors.joining(" AND ")));
        try (var statement = snapshot.prepareStatement("SELECT count(*) FROM " + joined)) {
            bind(statement, from, to, from, to);
            try (var row = statement.executeQuery()) {
                row.next();
                differences += row.getLong(1);
            }
        }
        if (examples.size() < Comparison.EXAMPLES) {
            try (var statement = snapshot.prepareStatement("SELECT to_jsonb(a)::text, to_jsonb(b)::text FROM " + joined + " LIMIT "
                    + (Comparison.EXAMPLES - examples.size()))) {
                bind(statement, from, to, from, to);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        examples.add(difference(rows));
                    }
                }
            }
        }
    }

    private Difference difference(ResultSet rows) throws SQLException {
        var old = fields(rows.getString(1));
        var young = fields(rows.getString(2));
        var present = old.isEmpty() ? young : old;
        var key = new LinkedHashMap<String, Object>();
        keys.forEach(name -> key.put(name, Objects.requireNonNull(present.get(name))));
        var changes = new LinkedHashMap<String, Change>();
        var names = new TreeSet<>(shared);
        names.removeAll(keys);
        names.stream().filter(name -> !Objects.equals(old.get(name), young.get(name)))
                .forEach(name -> changes.put(name, new Change(old.get(name), young.get(name))));
        return new Difference(key, changes);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> fields(@Nullable String json) {
        return json == null ? Map.of() : LecternJson.MAPPER.readValue(json, Map.class);
    }

    private String range(List<String> from, List<String> to) {
        var bounds = new ArrayList<String>();
        var key = "(" + String.join(", ", keys) + ")";
        var values = "(" + IntStream.range(0, keys.size()).mapToObj(i -> "?::" + keyTypes.get(i))
                .collect(Collectors.joining(", ")) + ")";
        if (!from.isEmpty()) {
            bounds.add(key + " > " + values);
        }
        if (!to.isEmpty()) {
            bounds.add(key + " <= " + values);
        }
        return bounds.isEmpty() ? "" : " WHERE " + String.join(" AND ", bounds);
    }

    @SafeVarargs
    private static void bind(PreparedStatement statement, List<String>... bounds) throws SQLException {
        int i = 1;
        for (var bound : bounds) {
            for (var value : bound) {
                statement.setString(i++, value);
            }
        }
    }
}
