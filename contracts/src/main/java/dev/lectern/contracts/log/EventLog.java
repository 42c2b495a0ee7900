package dev.lectern.contracts.log;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.EventTypes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements that followers of the event log share. */
public final class EventLog {

    /** The channel that is notified soon after events were committed; the notification carries nothing. */
    public static final String CHANNEL = "lectern_events";

    private static final String COLUMNS = """
            SELECT tx::text::bigint AS tx, index, id, aggregate_type, aggregate_id, sequence, name, revision,
                   payload::text AS payload, metadata::text AS metadata, recorded_at
              FROM events.event
            """;

    // Qualified, because a bare tx would be the output column, a bigint that no index is ordered by. Parameters come out of
    // subqueries because a planner that knows them plans anew each time, which takes longer than the reading.
    /** What {@link #readAfter} asks: transaction and index after which, and how many. For those who look at its plan. */
    public static final String READ_AFTER = COLUMNS + """
             WHERE (tx, index) > ((SELECT ?::text::xid8), (SELECT ?::bigint))
               AND tx < pg_snapshot_xmin(pg_current_snapshot())
             ORDER BY event.tx, event.index
             LIMIT (SELECT ?::bigint)
            """;

    /** What {@link #idAt} asks: transaction and index. */
    public static final String ID_AT = "SELECT id FROM events.event WHERE (tx, index) = (?::text::xid8, ?::bigint)";

    /** What {@link #readAggregate} asks: whose events, and from which sequence number on. */
    public static final String OF_AGGREGATE = COLUMNS + """
             WHERE aggregate_id = ? AND sequence >= ?
             ORDER BY sequence
            """;

    /**
     * What {@link #firstSince} asks: from when, and until when. The events are collected before they are ordered, or the
     * planner walks the log from its beginning in the hope that one of that time comes soon.
     */
    public static final String FIRST_BETWEEN = """
            WITH recorded AS MATERIALIZED (
                SELECT tx, index FROM events.event
                 WHERE recorded_at >= ?::timestamptz AND recorded_at < coalesce(?::timestamptz, 'infinity')
                   AND tx < pg_snapshot_xmin(pg_current_snapshot()))
            SELECT tx::text::bigint AS tx, index FROM recorded ORDER BY recorded.tx, recorded.index LIMIT 1
            """;

    /** How far {@link #firstSince} looks before it looks further: what was recorded since may be most of the log. */
    private static final List<Duration> SPANS = List.of(Duration.ofMinutes(10), Duration.ofDays(1), Duration.ofDays(100));

    private EventLog() {
    }

    /**
     * The next events after a position, in the order of the log. Every one of them is final: no event that is committed
     * later takes a place before or between them.
     *
     * @param limit how many at the most
     */
    public static List<RecordedEvent> readAfter(Connection connection, Position position, int limit) throws SQLException {
        try (var statement = connection.prepareStatement(READ_AFTER)) {
            statement.setString(1, Long.toString(position.transaction()));
            statement.setLong(2, position.index());
            statement.setInt(3, limit);
            statement.setFetchSize(limit);
            return eventsOf(statement.executeQuery());
        }
    }

    /** Which log this is. */
    public static LogIdentity identity(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT id, predecessor FROM events.log")) {
            var row = statement.executeQuery();
            if (!row.next()) {
                throw new SQLException("events.log has no row, but which log this is must be known");
            }
            return new LogIdentity(row.getObject("id", UUID.class), row.getObject("predecessor", UUID.class));
        }
    }

    /** The id of the event at a position, if there is one. */
    public static Optional<UUID> idAt(Connection connection, Position position) throws SQLException {
        try (var statement = connection.prepareStatement(ID_AT)) {
            statement.setString(1, Long.toString(position.transaction()));
            statement.setLong(2, position.index());
            var row = statement.executeQuery();
            return row.next() ? Optional.of(row.getObject("id", UUID.class)) : Optional.empty();
        }
    }

    /** One aggregate's events from a sequence number on, committed or written by this connection's own transaction. */
    public static List<RecordedEvent> readAggregate(Connection connection, String aggregateId, long fromSequence)
            throws SQLException {
        try (var statement = connection.prepareStatement(OF_AGGREGATE)) {
            statement.setString(1, aggregateId);
            statement.setLong(2, fromSequence);
            return eventsOf(statement.executeQuery());
        }
    }

    /** The first event in the order of the log, of the final ones, that was recorded at that time or soon after it. */
    public static Optional<Position> firstSince(Connection connection, Instant time) throws SQLException {
        for (var span : SPANS) {
            var found = firstBetween(connection, time, time.plus(span));
            if (found.isPresent()) {
                return found;
            }
        }
        return firstBetween(connection, time, null);
    }

    private static Optional<Position> firstBetween(Connection connection, Instant from, @Nullable Instant until) throws SQLException {
        try (var statement = connection.prepareStatement(FIRST_BETWEEN)) {
            statement.setObject(1, from.atOffset(ZoneOffset.UTC));
            statement.setObject(2, until == null ? null : until.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
            var row = statement.executeQuery();
            return row.next() ? Optional.of(new Position(row.getLong("tx"), row.getLong("index"))) : Optional.empty();
        }
    }

    private static List<RecordedEvent> eventsOf(ResultSet rows) throws SQLException {
        var events = new ArrayList<RecordedEvent>();
        while (rows.next()) {
            events.add(new RecordedEvent(
                    new Position(rows.getLong("tx"), rows.getLong("index")),
                    rows.getObject("id", UUID.class),
                    rows.getString("aggregate_type"),
                    rows.getString("aggregate_id"),
                    rows.getLong("sequence"),
                    new EventTypes.Stored(rows.getString("name"), rows.getInt("revision"), rows.getString("payload")),
                    rows.getString("metadata"),
                    rows.getObject("recorded_at", OffsetDateTime.class).toInstant()));
        }
        return events;
    }
}
