package dev.lectern.query.testing;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.AnalysisEvent;
import dev.lectern.contracts.event.AnnotationEvent;
import dev.lectern.contracts.event.AuditEvent;
import dev.lectern.contracts.event.BookEvent;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.EventTypes;
import dev.lectern.contracts.event.ReaderEvent;
import dev.lectern.contracts.event.ReadingEvent;
import dev.lectern.contracts.event.ShelfEvent;
import dev.lectern.contracts.log.EventLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Appends events as the command side does. */
public final class EventLogWriter {

    private static final String APPEND = """
            INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?::json, '{}', ?)
            """;
    private static final String LAST = "SELECT pg_current_xact_id()::text::bigint, currval('events.event_index')";

    private final DataSource database;
    private final Map<String, Long> sequences = new HashMap<>();

    EventLogWriter(DataSource database) {
        this.database = database;
    }

    /** Appends in one transaction and gives the last event's position. */
    public Position append(DomainEvent... events) {
        return append(List.of(events));
    }

    public Position append(List<? extends DomainEvent> events) {
        return transaction(connection -> {
            try (var statement = connection.prepareStatement(APPEND)) {
                for (var event : events) {
                    var stored = EventTypes.write(event);
                    add(statement, event.getClass().getEnclosingClass().getSimpleName(), aggregateOf(event), stored.name(),
                            stored.revision(), stored.json());
                }
                statement.executeBatch();
            }
        });
    }

    /** Appends an event that no release can read. */
    public Position appendUnreadable(UUID aggregate) {
        return transaction(connection -> {
            try (var statement = connection.prepareStatement(APPEND)) {
                add(statement, "BookEvent", aggregate.toString(), "book.sent-to-the-moon", 1, "{}");
                statement.executeBatch();
            }
        });
    }

    private void add(PreparedStatement statement, String type, String aggregate, String name, int revision,
                     String json) throws SQLException {
        statement.setObject(1, UUID.randomUUID());
        statement.setString(2, type);
        statement.setString(3, aggregate);
        statement.setLong(4, sequences.merge(aggregate, 1L, Long::sum) - 1);
        statement.setString(5, name);
        statement.setInt(6, revision);
        statement.setString(7, json);
        statement.setObject(8, OffsetDateTime.ofInstant(Instant.now(), ZoneOffset.UTC));
        statement.addBatch();
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private synchronized Position transaction(Work work) {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            work.on(connection);
            Position position;
            try (var last = statement.executeQuery(LAST)) {
                last.next();
                position = new Position(last.getLong(1), last.getLong(2));
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("NOTIFY " + EventLog.CHANNEL);
            return position;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String aggregateOf(DomainEvent event) {
        return switch (event) {
            case BookEvent e -> e.bookId().toString();
            case ReadingEvent e -> e.readingId().toString();
            case AnnotationEvent e -> e.annotationId().toString();
            case AuditEvent e -> e.entryId().toString();
            case ReaderEvent e -> e.readerId().toString();
            case ShelfEvent e -> e.shelfId().toString();
            case AnalysisEvent e -> e.text().hex() + "/" + e.extractor();
        };
    }
}
