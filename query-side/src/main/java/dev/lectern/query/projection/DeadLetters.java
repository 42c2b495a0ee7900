package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.log.RecordedEvent;
import dev.lectern.query.projection.Claim.Segment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events that a fold refused, and what waits behind them. */
final class DeadLetters {

    /**
     * @param sequence what stands still: a row's key, or an aggregate whose event can't be read
     * @param error    why, or {@code null} for an event that only waits
     */
    record Letter(String sequence, RecordedEvent event, @Nullable String error) {
    }

    private static final String PARKED = """
            SELECT DISTINCT sequence FROM query.dead_letter WHERE projection = ? AND generation = ? AND segment = ?
            """;
    private static final String PARK = """
            INSERT INTO query.dead_letter
                   (projection, generation, segment, sequence, tx, index, event_id, event_name, aggregate_id, error)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private DeadLetters() {
    }

    /** The sequences of a segment that stand still. */
    static Set<String> parked(Connection connection, Segment segment) throws SQLException {
        try (var statement = connection.prepareStatement(PARKED)) {
            bind(statement, segment);
            var sequences = new HashSet<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    sequences.add(rows.getString(1));
                }
            }
            return sequences;
        }
    }

    static void park(Connection connection, Segment segment, List<Letter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(PARK)) {
            for (var letter : letters) {
                bind(statement, segment);
                statement.setString(4, letter.sequence());
                statement.setLong(5, letter.event().position().transaction());
                statement.setLong(6, letter.event().position().index());
                statement.setObject(7, letter.event().id());
                statement.setString(8, letter.event().stored().name());
                statement.setString(9, letter.event().aggregateId());
                statement.setString(10, letter.error());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Where the events of a sequence stand in the log, in its order. */
    static List<Position> positions(Connection connection, Segment segment, String sequence) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT tx, index FROM query.dead_letter
                 WHERE projection = ? AND generation = ? AND segment = ? AND sequence = ?
                 ORDER BY tx, index
                """)) {
            bind(statement, segment);
            statement.setString(4, sequence);
            var positions = new ArrayList<Position>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    positions.add(new Position(rows.getLong(1), rows.getLong(2)));
                }
            }
            return positions;
        }
    }

    static void discard(Connection connection, long letter) throws SQLException {
        try (var statement = connection.prepareStatement("DELETE FROM query.dead_letter WHERE id = ?")) {
            statement.setLong(1, letter);
            statement.executeUpdate();
        }
    }

    static void clear(Connection connection, Segment segment, String sequence) throws SQLException {
        try (var statement = connection.prepareStatement(
                "DELETE FROM query.dead_letter WHERE projection = ? AND generation = ? AND segment = ? AND sequence = ?")) {
            bind(statement, segment);
            statement.setString(4, sequence);
            statement.executeUpdate();
        }
    }

    /** Whoever advances the segment can't commit any more, and reads anew which sequences stand still. */
    static void takeFromWorker(Connection connection, Segment segment) throws SQLException {
        try (var statement = connection.prepareStatement(
                "UPDATE query.segment SET epoch = epoch + 1 WHERE projection = ? AND generation = ? AND number = ?")) {
            bind(statement, segment);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Segment segment) throws SQLException {
        statement.setString(1, segment.projection());
        statement.setInt(2, segment.generation());
        statement.setInt(3, segment.number());
    }
}
