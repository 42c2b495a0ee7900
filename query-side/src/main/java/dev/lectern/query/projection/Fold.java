package dev.lectern.query.projection;

import dev.lectern.contracts.log.RecordedEvent;
import dev.lectern.query.projection.DeadLetters.Letter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some steps of one segment folded in memory: which rows they touch, and what becomes of them. An event that the projection
 * refuses parks its key; what comes later for that key waits behind it, everything else goes on.
 */
final class Fold<K extends Record, R extends Record> {

    /** What the names of sequences begin with that are an aggregate's. */
    static final String AGGREGATE = "aggregate:";

    private final Projection<K, R> projection;
    private final RowTable<K, R> table;
    private final List<Step<K>> steps;
    private final Set<String> parked;
    private final List<Letter> letters = new ArrayList<>();
    private final Map<K, @Nullable R> rows = new LinkedHashMap<>();
    private Map<K, R> before = Map.of();

    /** @param parked the sequences that stand still already */
    Fold(Projection<K, R> projection, Set<String> parked, List<Step<K>> steps) {
        this.projection = projection;
        table = projection.table();
        this.parked = new HashSet<>(parked);
        this.steps = steps;
    }

    /** The key of the sequence that stands still because an aggregate's event can't be read. */
    static String sequenceOf(RecordedEvent event) {
        return AGGREGATE + event.aggregateId();
    }

    /** The rows to load before {@link #over}. */
    Set<K> keys() {
        var keys = new HashSet<K>();
        steps.forEach(step -> keys.addAll(step.keys()));
        return keys;
    }

    /** Whose rows to load besides: they go. */
    Set<UUID> erased() {
        var readers = new HashSet<UUID>();
        steps.stream().map(Step::erased).filter(Objects::nonNull).forEach(readers::add);
        return readers;
    }

    /** Folds, from the rows as they are stored. */
    Fold<K, R> over(Map<K, R> stored) {
        before = stored;
        rows.putAll(stored);
        steps.forEach(this::take);
        return this;
    }

    private void take(Step<K> step) {
        var recorded = step.event().recorded();
        if (!parked.isEmpty() && parked.contains(sequenceOf(recorded))) {
            letters.add(new Letter(sequenceOf(recorded), recorded, null));
        } else if (step.failed() != null) {
            park(sequenceOf(recorded), recorded, reason(step.failed()));
        } else {
            var erased = step.erased();
            if (erased != null) {
                erase(erased);
            }
            step.keys().forEach(key -> fold(step, key));
        }
    }

    private void erase(UUID reader) {
        rows.replaceAll((key, row) -> reader.equals(table.readerOf(key)) ? null : row);
    }

    private void fold(Step<K> step, K key) {
        if (!parked.isEmpty() && parked.contains(table.textOf(key))) {
            letters.add(new Letter(table.textOf(key), step.event().recorded(), null));
            return;
        }
        try {
            var row = projection.evolve(rows.get(key), key, step.event().event());
            if (row != null && !table.isOf(row, key)) {
                throw new IllegalStateException("the row's key is not the one it was made for");
            }
            rows.put(key, row == null ? null : table.asStored(row));
        } catch (RuntimeException e) {
            park(table.textOf(key), step.event().recorded(), reason(e));
        }
    }

    private void park(String sequence, RecordedEvent event, String reason) {
        parked.add(sequence);
        letters.add(new Letter(sequence, event, reason));
    }

    /** Instead of folding: parks every key of these events, because PostgreSQL refused the rows they make. */
    Fold<K, R> refused(String reason) {
        letters.clear();
        rows.clear();
        before = Map.of();
        for (var step : steps) {
            step.keys().forEach(key -> park(table.textOf(key), step.event().recorded(), reason));
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
