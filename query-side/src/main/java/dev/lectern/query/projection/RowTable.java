package dev.lectern.query.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a row record lies in a table: a column for each component, in snake case, and a primary key of the key record's
 * components. {@code UUID}, {@code String}, enums, {@code ContentHash}, numbers, {@code boolean} and {@code Instant}
 * are columns of their own type, the components of a {@link ColumnGroup} are columns too, everything else is JSON. Components that aren't {@code @Nullable} are NOT NULL.
 *
 * <p>Rows whose key begins with a reader, {@code readerId} or {@code ownerId}, are that reader's: they go when the reader is
 * erased, without the projection's doing.
 */
public final class RowTable<K extends Record, R extends Record> {

    private static final Set<String> READERS = Set.of("reader_id", "owner_id");

    /**
     * An index that serves a query.
     *
     * @param name       unique within the projection
     * @param definition what follows {@code CREATE INDEX … ON table}, such as {@code (owner_id, book_id)}
     */
    public record Index(String name, String definition) {
    }

    private final RecordMaker<K> keyMaker;
    private final RecordMaker<R> rowMaker;
    private final List<Column> columns;
    /** The key's components, as they are read from a key. */
    private final List<Column> keyColumns;
    /** The key's components, as they are read from a row. */
    private final List<Column> keyColumnsOfRow;
    private final List<Index> indexes;

    private RowTable(Class<K> keyType, Class<R> rowType, List<Index> indexes) {
        keyMaker = new RecordMaker<>(keyType);
        rowMaker = new RecordMaker<>(rowType);
        columns = Stream.of(rowType.getRecordComponents()).flatMap(Column::of).toList();
        keyColumns = Stream.of(keyType.getRecordComponents()).flatMap(Column::of).toList();
        keyColumnsOfRow = keyColumns.stream().map(this::sameInRow).toList();
        this.indexes = indexes;
    }

    public static <K extends Record, R extends Record> RowTable<K, R> of(Class<K> keyType, Class<R> rowType,
                                                                         Index... indexes) {
        return new RowTable<>(keyType, rowType, List.of(indexes));
    }

    private Column sameInRow(Column ofKey) {
        return columns.stream()
                .filter(column -> column.name().equals(ofKey.name()) && column.type().equals(ofKey.type()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the row lacks the key's " + ofKey.definition()));
    }

    /** The columns' names, in the order of the components, for a SELECT that {@link #read} reads. */
    public String columnNames() {
        return columnNames("");
    }

    /** As {@link #columnNames()}, each after a table's alias: {@code "b."}. */
    public String columnNames(String qualifier) {
        return columns.stream().map(column -> qualifier + column.name()).collect(Collectors.joining(", "));
    }

    /** How many there are. */
    public int columnCount() {
        return columns.size();
    }

    /** The row at a result set's cursor, whose first columns are {@link #columnNames()}. */
    public R read(ResultSet rows) throws SQLException {
        var values = new ArrayList<@Nullable Object>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            values.add(columns.get(i).read(rows, i + 1));
        }
        return rowMaker.make(values);
    }

    /** A row's key. */
    public K keyOf(R row) {
        var values = new ArrayList<@Nullable Object>(keyColumns.size());
        keyColumnsOfRow.forEach(column -> values.add(column.valueOf(row)));
        return keyMaker.make(values);
    }

    /** Whether a row is the one of a key. */
    boolean isOf(R row, K key) {
        for (int i = 0; i < keyColumns.size(); i++) {
            if (!Objects.equals(keyColumnsOfRow.get(i).valueOf(row), keyColumns.get(i).valueOf(key))) {
                return false;
            }
        }
        return true;
    }

    /** The row as PostgreSQL will give it back: its timestamps have microseconds, Java's have nanoseconds. */
    R asStored(R row) {
        return isAsStored(columns, row) ? row : rowMaker.make(asStored(columns, row));
    }

    K keyAsStored(K key) {
        return isAsStored(keyColumns, key) ? key : keyMaker.make(asStored(keyColumns, key));
    }

    /** Nearly all are: remaking each row took a fifth of a replay's time. */
    private static boolean isAsStored(List<Column> columns, Record record) {
        for (var column : columns) {
            if (column.isRounded() && !Objects.equals(column.valueOf(record), column.asStored(column.valueOf(record)))) {
                return false;
            }
        }
        return true;
    }

    private static List<@Nullable Object> asStored(List<Column> columns, Record record) {
        var values = new ArrayList<@Nullable Object>(columns.size());
        columns.forEach(column -> values.add(column.asStored(column.valueOf(record))));
        return values;
    }

    /** A key as text, the same in every release: names its sequence among the dead letters, and chooses its segment. */
    String textOf(K key) {
        return keyColumns.stream()
                .map(column -> String.valueOf(column.write(column.valueOf(key))))
                .collect(Collectors.joining("/"));
    }

    /** The column of the reader whose rows these are, if they are somebody's. */
    @Nullable Column readerColumn() {
        var first = keyColumns.getFirst();
        return READERS.contains(first.name()) && first.type().equals("uuid") ? first : null;
    }

    /** The reader whose row has this key. */
    @Nullable UUID readerOf(K key) {
        var column = readerColumn();
        return column == null ? null : (UUID) column.valueOf(key);
    }

    List<Column> columns() {
        return columns;
    }

    List<Column> keyColumns() {
        return keyColumns;
    }

    List<Index> indexes() {
        return indexes;
    }

    /** Differs when a table of another release couldn't hold these rows. */
    String shape() {
        return columns.stream().map(Column::definition).collect(Collectors.joining(", ")) + " KEY "
                + keyColumns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
