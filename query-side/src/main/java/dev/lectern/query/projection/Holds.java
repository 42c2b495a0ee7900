package dev.lectern.query.projection;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings two generations of a projection to one and the same position: neither may pass the one that is ahead, so the other
 * meets it there. A hold lasts some seconds, whatever becomes of who asked for it.
 */
final class Holds {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final JdbcClient jdbc;

    Holds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Holds both and waits for a condition.
     *
     * @return whether it came true before the hold ended
     */
    boolean holding(Generation one, Generation other, BooleanSupplier condition) throws InterruptedException {
        hold(one, other);
        var pause = new Wakeup();
        long deadline = System.nanoTime() + LONGEST.dividedBy(2).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause.await(0, PAUSE);
        }
        return true;
    }

    /** The rows' locks are what makes it strict: whoever commits later has to respect it. */
    private void hold(Generation one, Generation other) {
        jdbc.sql("""
                WITH pair AS (SELECT projection, generation, number, tx, index FROM query.segment
                               WHERE projection = :projection AND generation IN (:one, :other)
                               ORDER BY generation, number FOR UPDATE),
                     ahead AS (SELECT tx, index FROM pair ORDER BY tx DESC, index DESC LIMIT 1)
                UPDATE query.segment s
                   SET hold_tx = ahead.tx, hold_index = ahead.index, hold_until = now() + :longest::interval
                  FROM ahead
                 WHERE s.projection = :projection AND s.generation IN (:one, :other)
                """)
                .param("projection", one.projection()).param("one", one.number()).param("other", other.number())
                .param("longest", LONGEST.toMillis() + " ms").update();
    }

    /** Whether all segments of both stand at the same position. */
    boolean isAligned(Generation one, Generation other) {
        return jdbc.sql("SELECT count(DISTINCT (tx, index)) = 1 FROM query.segment WHERE projection = ? AND generation IN (?, ?)")
                .params(one.projection(), one.number(), other.number()).query(Boolean.class).single();
    }

    /** Lets a generation go no further than where another stands, until it is released. */
    void holdAt(Generation held, Generation other) {
        jdbc.sql("""
                UPDATE query.segment s
                   SET hold_tx = ahead.tx, hold_index = ahead.index, hold_until = 'infinity'
                  FROM (SELECT tx, index FROM query.segment WHERE projection = :projection AND generation = :other
                         ORDER BY tx DESC, index DESC LIMIT 1) ahead
                 WHERE s.projection = :projection AND s.generation = :held
                """)
                .param("projection", held.projection()).param("held", held.number()).param("other", other.number()).update();
    }

    void release(String projection) {
        jdbc.sql("UPDATE query.segment SET hold_tx = NULL, hold_index = NULL, hold_until = NULL WHERE projection = ? AND hold_tx IS NOT NULL")
                .param(projection).update();
    }
}
