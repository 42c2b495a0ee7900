package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.query.projection.Claim.Segment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The token table as one instance sees it: which segments it may advance, and how far they are. */
final class Claims {

    private static final String ADVANCE = """
            UPDATE query.segment
               SET tx = ?, index = ?, events = events + ?, error = NULL
             WHERE projection = ? AND generation = ? AND number = ? AND owner = ? AND epoch = ? AND tx = ? AND index = ?
               AND (hold_tx IS NULL OR hold_until < now() OR (?, ?) <= (hold_tx, hold_index))
            RETURNING serving
            """;
    private static final String HOLD = """
            SELECT CASE WHEN hold_until >= now() THEN hold_tx END, hold_index FROM query.segment
             WHERE projection = ? AND generation = ? AND number = ? AND owner = ? AND epoch = ?
            """;

    private final JdbcClient jdbc;
    private final UUID instance;
    private final String claimed;

    Claims(JdbcClient jdbc, UUID instance, ProjectionProperties properties) {
        this.jdbc = jdbc;
        this.instance = instance;
        claimed = properties.claim().toMillis() + " ms";
    }

    /** Tells the other instances that this one lives, and keeps what it has claimed. */
    void beat() {
        jdbc.sql("""
                WITH gone AS (DELETE FROM query.instance WHERE seen_until < now()),
                     kept AS (UPDATE query.segment SET claimed_until = now() + :claimed::interval WHERE owner = :instance)
                INSERT INTO query.instance (id, seen_until) VALUES (:instance, now() + :claimed::interval)
                ON CONFLICT (id) DO UPDATE SET seen_until = excluded.seen_until
                """).param("instance", instance).param("claimed", claimed).update();
    }

    /** What this instance owns. */
    List<Claim> held() {
        return jdbc.sql("""
                SELECT projection, generation, number, epoch, tx, index FROM query.segment WHERE owner = ?
                 ORDER BY projection, generation, number
                """).param(instance).query((row, n) -> new Claim(
                new Segment(row.getString("projection"), row.getInt("generation"), row.getInt("number")),
                row.getLong("epoch"), new Position(row.getLong("tx"), row.getLong("index")))).list();
    }

    /** An equal share of all segments, rounded up, among the instances that are alive. */
    int fairShare() {
        return jdbc.sql("""
                SELECT ceil((SELECT count(*) FROM query.segment)::numeric
                            / greatest(1, (SELECT count(*) FROM query.instance WHERE seen_until >= now())))::int
                """).query(Integer.class).single();
    }

    /**
     * Claims segments of a generation that nobody holds.
     *
     * @return how many
     */
    int claim(Generation generation, int atMost) {
        return jdbc.sql("""
                UPDATE query.segment
                   SET owner = :instance, epoch = epoch + 1, claimed_until = now() + :claimed::interval
                 WHERE (projection, generation, number) IN (
                        SELECT projection, generation, number FROM query.segment
                         WHERE projection = :projection AND generation = :generation
                           AND (owner IS NULL OR claimed_until < now())
                         ORDER BY number LIMIT :atMost
                           FOR UPDATE SKIP LOCKED)
                """)
                .param("instance", instance)
                .param("claimed", claimed)
                .param("projection", generation.projection())
                .param("generation", generation.number())
                .param("atMost", atMost)
                .update();
    }

    void release(Claim claim) {
        jdbc.sql("""
                UPDATE query.segment SET owner = NULL, claimed_until = NULL
                 WHERE projection = ? AND generation = ? AND number = ? AND owner = ? AND epoch = ?
                """).params(claim.segment().projection(), claim.segment().generation(), claim.segment().number(),
                instance, claim.epoch()).update();
    }

    /** Leaves the house: others may take over at once. */
    void leave() {
        jdbc.sql("""
                WITH gone AS (DELETE FROM query.instance WHERE id = :instance)
                UPDATE query.segment SET owner = NULL, claimed_until = NULL WHERE owner = :instance
                """).param("instance", instance).update();
    }

    /** Says why a segment stands still. */
    void report(Claim claim, String error) {
        jdbc.sql("""
                UPDATE query.segment SET error = ? WHERE projection = ? AND generation = ? AND number = ? AND owner = ?
                """).params(error, claim.segment().projection(), claim.segment().generation(),
                claim.segment().number(), instance).update();
    }

    /**
     * Moves the token within the transaction that writes the rows.
     *
     * @param from   where it stands, or the claim was used by somebody else
     * @return whether these rows serve readers, as of this transaction
     * @throws Claim.LostException if the claim was taken meanwhile: nothing of this transaction may be committed
     * @throws Claim.HeldException if the segment has to wait before this position; the same
     */
    boolean advance(Connection connection, Claim claim, Position from, Position position, int events) throws SQLException {
        try (var statement = connection.prepareStatement(ADVANCE)) {
            statement.setLong(1, position.transaction());
            statement.setLong(2, position.index());
            statement.setInt(3, events);
            statement.setString(4, claim.segment().projection());
            statement.setInt(5, claim.segment().generation());
            statement.setInt(6, claim.segment().number());
            statement.setObject(7, instance);
            statement.setLong(8, claim.epoch());
            statement.setLong(9, from.transaction());
            statement.setLong(10, from.index());
            statement.setLong(11, position.transaction());
            statement.setLong(12, position.index());
            try (var row = statement.executeQuery()) {
                if (row.next()) {
                    return row.getBoolean("serving");
                }
            }
        }
        var hold = holdOf(connection, claim);
        throw hold == null ? new Claim.LostException(claim.segment()) : new Claim.HeldException(claim.segment(), hold);
    }

    /**
     * How far a segment may go for now.
     *
     * @return {@code null} if nothing holds it
     * @throws Claim.LostException if the claim was taken meanwhile
     */
    @Nullable Position holdOf(Connection connection, Claim claim) throws SQLException {
        try (var statement = connection.prepareStatement(HOLD)) {
            statement.setString(1, claim.segment().projection());
            statement.setInt(2, claim.segment().generation());
            statement.setInt(3, claim.segment().number());
            statement.setObject(4, instance);
            statement.setLong(5, claim.epoch());
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new Claim.LostException(claim.segment());
                }
                return row.getObject(1) == null ? null : new Position(row.getLong(1), row.getLong(2));
            }
        }
    }
}
