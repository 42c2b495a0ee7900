package dev.lectern.query.projection;

import dev.lectern.contracts.log.EventLog;
import dev.lectern.contracts.log.RecordedEvent;
import dev.lectern.query.database.ProjectionDatabase;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** One aggregate's events, and what the projections make of them. */
@Component
public class AggregateHistory {

    private final ProjectionDatabase database;
    private final List<Projection<?, ?>> projections;

    AggregateHistory(ProjectionDatabase database, List<Projection<?, ?>> projections) {
        this.database = database;
        this.projections = projections;
    }

    /** The aggregate's events from a sequence number on; none if there is no such aggregate. */
    public List<RecordedEvent> events(String aggregate, long fromSequence) throws SQLException {
        try (var connection = database.pool().getConnection()) {
            return EventLog.readAggregate(connection, aggregate, fromSequence);
        }
    }

    /** The rows that these events alone make, by projection; projections that they don't concern are left out. */
    public Map<String, List<Record>> rowsOf(List<RecordedEvent> events) {
        var rows = new TreeMap<String, List<Record>>();
        projections.forEach(projection -> {
            var folded = fold(projection, events);
            if (!folded.isEmpty()) {
                rows.put(projection.name(), folded);
            }
        });
        return rows;
    }

    private static <K extends Record, R extends Record> List<Record> fold(Projection<K, R> projection,
                                                                          List<RecordedEvent> events) {
        var rows = new LinkedHashMap<K, R>();
        for (var recorded : events) {
            var event = recorded.event();
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
}
