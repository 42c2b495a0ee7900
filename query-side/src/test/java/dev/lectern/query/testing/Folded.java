package dev.lectern.query.testing;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.query.projection.Projection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows that a projection makes of events, without engine and database. */
public final class Folded {

    private Folded() {
    }

    public static <K extends Record, R extends Record> List<R> rows(Projection<K, R> projection, DomainEvent... events) {
        Map<K, R> rows = new LinkedHashMap<>();
        for (var event : events) {
            projection.keys(event).forEach(key -> {
                var row = projection.evolve(rows.get(key), key, event);
                if (row == null) {
                    rows.remove(key);
                } else {
                    rows.put(key, row);
                }
            });
        }
        return List.copyOf(rows.values());
    }

    public static <K extends Record, R extends Record> R row(Projection<K, R> projection, DomainEvent... events) {
        var rows = rows(projection, events);
        if (rows.size() != 1) {
            throw new AssertionError("one row was expected: " + rows);
        }
        return rows.getFirst();
    }
}
