package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.query.projection.DeadLetters.Letter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One segment's rows while it catches up: folded in memory, written now and then together with the token. */
final class RowsInMemory<K extends Record, R extends Record> {

    private final Projection<K, R> projection;
    private final Segmentation<K> segmentation;
    private final TableSql<K, R> sql;
    private final Claim claim;
    /** The rows as of {@link #position}; {@code null} for one that is certainly not there. */
    private final Map<K, @Nullable R> rows = new HashMap<>();
    /** The rows among them that the table holds, in whatever state. */
    private final Set<K> stored = new HashSet<>();
    private final Set<K> changed = new HashSet<>();
    private final List<Letter> letters = new ArrayList<>();
    /** Whether what isn't in memory isn't in the table either. */
    private boolean complete;
    private Set<String> parked;
    private Position position;
    private Position token;
    private int events;

    /** @param parked the sequences that stand still already */
    RowsInMemory(Projection<K, R> projection, Segmentation<K> segmentation, TableSql<K, R> sql, Claim claim, Set<String> parked) {
        this.projection = projection;
        this.segmentation = segmentation;
        this.sql = sql;
        this.claim = claim;
        this.parked = parked;
        position = claim.position();
        token = position;
        complete = position.equals(Position.START);
    }

    Claim claim() {
        return claim;
    }

    int size() {
        return rows.size();
    }

    /**
     * Folds what comes next in the log.
     *
     * @param steps  this segment's, among {@code read} events
     * @param end    the last of the events
     * @return how many were parked
     */
    int fold(Connection connection, List<Step<K>> steps, int read, Position end) throws SQLException {
        if (!end.isAfter(position)) {
            return 0;
        }
        var fold = new Fold<>(projection, parked,
                steps.stream().filter(step -> step.event().position().isAfter(position)).toList());
        fold.over(load(connection, fold));
        fold.changed().forEach(row -> change(projection.table().keyOf(row), row));
        fold.removed().forEach(key -> change(key, null));
        letters.addAll(fold.letters());
        parked = fold.parked();
        events += read;
        position = end;
        return fold.letters().size();
    }

    private void change(K key, @Nullable R row) {
        rows.put(key, row);
        changed.add(key);
    }

    private Map<K, R> load(Connection connection, Fold<K, R> fold) throws SQLException {
        var keys = fold.keys();
        if (!complete) {
            var unknown = keys.stream().filter(key -> !rows.containsKey(key)).toList();
            var found = sql.load(connection, unknown);
            unknown.forEach(key -> remember(key, found.get(key)));
            sql.loadOf(connection, fold.erased()).forEach((key, row) -> {
                if (segmentation.segmentOf(key) == claim.segment().number() && !rows.containsKey(key)) {
                    remember(key, row);
                }
            });
        }
        if (!fold.erased().isEmpty()) {
            rows.keySet().stream().filter(key -> fold.erased().contains(projection.table().readerOf(key))).forEach(keys::add);
        }
        var known = new HashMap<K, R>();
        keys.forEach(key -> {
            var row = rows.get(key);
            if (row != null) {
                known.put(key, row);
            }
        });
        return known;
    }

    private void remember(K key, @Nullable R row) {
        rows.put(key, row);
        if (row != null) {
            stored.add(key);
        }
    }

    /** Whether the rows in memory are ahead of the token. */
    boolean isAhead() {
        return position.isAfter(token);
    }

    /** How many rows the next write has. */
    int toWrite() {
        return changed.size();
    }

    /**
     * Writes what changed, and the token, within the connection's transaction.
     *
     * @return whether these rows serve readers
     */
    boolean write(Connection connection, Claims claims) throws SQLException {
        boolean serving = claims.advance(connection, claim, token, position, events);
        sql.delete(connection, changed.stream().filter(key -> rows.get(key) == null && stored.contains(key)).toList());
        sql.copy(connection, changedRows(false));
        sql.upsert(connection, changedRows(true));
        DeadLetters.park(connection, claim.segment(), letters);
        return serving;
    }

    private Collection<R> changedRows(boolean inTable) {
        var found = new ArrayList<R>();
        for (var key : changed) {
            var row = rows.get(key);
            if (row != null && stored.contains(key) == inTable) {
                found.add(row);
            }
        }
        return found;
    }

    /** After the commit of what was written. */
    Position written() {
        changed.forEach(key -> {
            if (rows.get(key) == null) {
                stored.remove(key);
            } else {
                stored.add(key);
            }
        });
        changed.clear();
        letters.clear();
        events = 0;
        token = position;
        return position;
    }

    /** Leaves the rows to the table, from where they are loaded when they are touched again; only after {@link #written}. */
    void forget() {
        rows.clear();
        stored.clear();
        complete = false;
    }
}
