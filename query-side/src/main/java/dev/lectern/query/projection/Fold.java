package dev.lectern.query.projection;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.log.RecordedEvent;
import dev.lectern.query.projection.DeadLetters.Letter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One batch of events folded in memory: which rows it touches, and what becomes of them. An event that the projection
 * refuses parks its key; what comes later for that key waits behind it, everything else goes on.
 */
final class Fold<K extends Record, R extends Record> {

    /** An event and the rows of this segment it touches. */
    private record Step<K>(RecordedEvent recorded, DomainEvent event, List<K> keys) {
    }

    private final Projection<K, R> projection;
    private final RowTable<K, R> table;
    private final int segment;
    private final int segments;
    private final Set<String> parked;
    private final List<Step<K>> steps = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();
    private final Map<K, @Nullable R> rows = new LinkedHashMap<>();
    private Map<K, R> before = Map.of();

    /** @param parked the sequences that stand still already */
    Fold(Projection<K, R> projection, int segment, int segments, Set<String> parked, List<DecodedEvent> events) {
        this.projection = projection;
        table = projection.table();
        this.segment = segment;
        this.segments = segments;
        this.parked = new HashSet<>(parked);
        events.forEach(this::plan);
    }

    /** The key of the sequence that stands still because an aggregate's event can't be read. */
    static String sequenceOf(RecordedEvent event) {
        return "aggregate:" + event.aggregateId();
    }

    private void plan(DecodedEvent decoded) {
        var recorded = decoded.recorded();
        if (parked.contains(sequenceOf(recorded))) {
            letters.add(new Letter(sequenceOf(recorded), recorded, null));
            return;
        }
        try {
            var event = decoded.event();
            var keys = projection.keys(event).map(table::keyAsStored).distinct().filter(this::isMine).toList();
            if (!keys.isEmpty()) {
                steps.add(new Step<>(recorded, event, keys));
            }
        } catch (RuntimeException e) {
            parked.add(sequenceOf(recorded));
            letters.add(new Letter(sequenceOf(recorded), recorded, reason(e)));
        }
    }

    private boolean isMine(K key) {
        return segments == 1 || Math.floorMod(spread(table.textOf(key).hashCode()), segments) == segment;
    }

    private static int spread(int hash) {
        return hash * 0x9E3779B9 >>> 8;
    }

    /** The rows to load before {@link #over}. */
    Set<K> keys() {
        var keys = new HashSet<K>();
        steps.forEach(step -> keys.addAll(step.keys()));
        return keys;
    }

    /** Folds, from the rows as they are stored. */
    Fold<K, R> over(Map<K, R> stored) {
        before = stored;
        rows.putAll(stored);
        for (var step : steps) {
            for (var key : step.keys()) {
                fold(step, key);
            }
        }
        return this;
    }

    private void fold(Step<K> step, K key) {
        if (!parked.isEmpty() && parked.contains(table.textOf(key))) {
            letters.add(new Letter(table.textOf(key), step.recorded(), null));
            return;
        }
        try {
            var row = projection.evolve(rows.get(key), key, step.event());
            if (row != null && !table.keyOf(row).equals(key)) {
                throw new IllegalStateException("the row's key is not the one it was made for");
            }
            rows.put(key, row == null ? null : table.asStored(row));
        } catch (RuntimeException e) {
            park(step.recorded(), key, reason(e));
        }
    }

    private void park(RecordedEvent event, K key, String reason) {
        parked.add(table.textOf(key));
        letters.add(new Letter(table.textOf(key), event, reason));
    }

    /** Instead of folding: parks every key of these events, because PostgreSQL refused the rows they make. */
    Fold<K, R> refused(String reason) {
        letters.clear();
        rows.clear();
        before = Map.of();
        for (var step : steps) {
            step.keys().forEach(key -> park(step.recorded(), key, reason));
        }
        return this;
    }

    /** New rows and those that changed. */
    List<R> changed() {
        var changed = new ArrayList<R>();
        rows.forEach((key, row) -> {
            if (row != null && !row.equals(before.get(key))) {
                changed.add(row);
            }
        });
        return changed;
    }

    /** Rows that are no more. */
    List<K> removed() {
        return rows.entrySet().stream()
                .filter(entry -> entry.getValue() == null && before.containsKey(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<Letter> letters() {
        return letters;
    }

    /** The sequences that stand still after this batch. */
    Set<String> parked() {
        return parked;
    }

    private static String reason(Throwable e) {
        // PostgreSQL's text holds no NUL
        var text = e.toString().replace('\0', ' ');
        return text.length() <= 500 ? text : text.substring(0, 500);
    }
}
