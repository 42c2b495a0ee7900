package dev.lectern.query.projection;

import dev.lectern.contracts.log.RecordedEvent;
import dev.lectern.query.projection.Claim.Segment;
import java.sql.Connection;
import java.sql.SQLException;
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
            statement.setString(1, segment.projection());
            statement.setInt(2, segment.generation());
            statement.setInt(3, segment.number());
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
                statement.setString(1, segment.projection());
                statement.setInt(2, segment.generation());
                statement.setInt(3, segment.number());
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
}
