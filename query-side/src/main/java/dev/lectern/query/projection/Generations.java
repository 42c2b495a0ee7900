package dev.lectern.query.projection;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The generations of the projections: their tables, and the views over the active ones. */
final class Generations {

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
    /** Instances that make or change generations take turns. */
    private static final long TURN = 0x1EC7E2;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ProjectionProperties properties;

    Generations(JdbcClient jdbc, TransactionTemplate transaction, ProjectionProperties properties) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.properties = properties;
    }

    /** Does something in a transaction, while no other instance makes or changes generations. */
    <T> T inTurn(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(TURN).query((row, n) -> 0).single();
            return work.get();
        }));
    }

    /** A projection's generations, oldest first. */
    List<Generation> of(Projection<?, ?> projection) {
        return jdbc.sql("SELECT * FROM query.generation WHERE projection = ? ORDER BY number")
                .param(projection.name())
                .query((row, n) -> new Generation(row.getString("projection"), row.getInt("number"),
                        row.getInt("version"), row.getString("shape"), Generation.State.of(row.getString("state")),
                        row.getInt("segments")))
                .list();
    }

    Optional<Generation> active(Projection<?, ?> projection) {
        return of(projection).stream().filter(generation -> generation.state() == Generation.State.ACTIVE).findFirst();
    }

    Optional<Generation> numbered(Projection<?, ?> projection, int number) {
        return of(projection).stream().filter(generation -> generation.number() == number).findFirst();
    }

    /** The first generation, which serves while it is built. */
    void first(Projection<?, ?> projection) {
        var generation = create(projection, 1, Generation.State.ACTIVE, properties.segments());
        projection.table().indexes().forEach(index -> jdbc.sql("CREATE INDEX %s ON %s %s".formatted(
                TableSql.nameOf(index, generation), generation.table(), index.definition())).update());
        show(generation, projection);
    }

    /** A generation beside the active one, whose further indexes are made when its rows are there. */
    Generation next(Projection<?, ?> projection, int segments) {
        return create(projection, of(projection).getLast().number() + 1, Generation.State.BUILDING, segments);
    }

    private Generation create(Projection<?, ?> projection, int number, Generation.State state, int segments) {
        var generation = new Generation(projection.name(), number, projection.version(), projection.table().shape(),
                state, segments);
        jdbc.sql("""
                INSERT INTO query.generation (projection, number, version, shape, state, segments, activated_at)
                VALUES (:projection, :number, :version, :shape, :state, :segments,
                        CASE :state WHEN 'active' THEN now() END)
                """)
                .param("projection", generation.projection())
                .param("number", number)
                .param("version", generation.version())
                .param("shape", generation.shape())
                .param("state", state.stored())
                .param("segments", segments)
                .update();
        jdbc.sql("""
                INSERT INTO query.segment (projection, generation, number, serving)
                SELECT ?, ?, n, ? FROM generate_series(0, ? - 1) n
                """).params(generation.projection(), number, state == Generation.State.ACTIVE, segments).update();
        jdbc.sql(TableSql.ddl(projection.table(), generation)).update();
        return generation;
    }

    /**
     * Whether a generation stands where it is held, or almost at the log's end.
     *
     * @param throttle events a second that it may fold; a second's are then almost
     */
    boolean isCaughtUp(Generation generation, @Nullable Integer throttle) {
        return jdbc.sql("""
                WITH head AS (SELECT index FROM events.event
                               WHERE tx < pg_snapshot_xmin(pg_current_snapshot())
                               ORDER BY events.event.tx DESC, index DESC LIMIT 1)
                SELECT NOT EXISTS (SELECT FROM query.segment s
                                    WHERE s.projection = ? AND s.generation = ?
                                      AND s.index + ? < coalesce((SELECT index FROM head), 0)
                                      AND (s.hold_tx IS NULL OR (s.tx, s.index) < (s.hold_tx, s.hold_index)))
                """).params(generation.projection(), generation.number(),
                        throttle == null ? properties.batchSize() : Math.min(throttle, properties.batchSize()))
                .query(Boolean.class).single();
    }

    void follow(Generation generation) {
        jdbc.sql("UPDATE query.generation SET state = 'following' WHERE projection = ? AND number = ?")
                .params(generation.projection(), generation.number()).update();
    }

    /**
     * Lets one generation serve instead of another, if it includes whatever readers may have seen of the other.
     *
     * @param besides what is written in the same transaction
     * @return whether it does; if not, try again in a moment
     */
    boolean swap(Projection<?, ?> projection, Generation from, Generation to, Runnable besides) {
        try {
            boolean swapped = inTurn(() -> {
                // a reader's long query may keep the view; others must not queue up behind us for as long
                jdbc.sql("SET LOCAL lock_timeout = '500ms'").update();
                show(to, projection);
                jdbc.sql("""
                        SELECT number FROM query.segment WHERE projection = ? AND generation IN (?, ?)
                         ORDER BY generation, number FOR UPDATE
                        """).params(from.projection(), from.number(), to.number()).query(Integer.class).list();
                if (!includes(to, from)) {
                    throw new NotYet();
                }
                jdbc.sql("UPDATE query.generation SET state = 'following' WHERE projection = ? AND number = ?")
                        .params(from.projection(), from.number()).update();
                jdbc.sql("UPDATE query.generation SET state = 'active', activated_at = now() WHERE projection = ? AND number = ?")
                        .params(to.projection(), to.number()).update();
                jdbc.sql("UPDATE query.segment SET serving = (generation = ?) WHERE projection = ? AND generation IN (?, ?)")
                        .params(to.number(), from.projection(), from.number(), to.number()).update();
                besides.run();
                return true;
            });
            LOG.info("projection {}: generation {} serves", projection.name(), to.number());
            return swapped;
        } catch (NotYet | CannotAcquireLockException e) {
            return false;
        }
    }

    /** Rolls the transaction back. */
    private static final class NotYet extends RuntimeException {
        NotYet() {
            super("the generation that is to serve lacks something", null, false, false);
        }
    }

    private boolean includes(Generation to, Generation from) {
        return jdbc.sql("""
                SELECT NOT EXISTS (SELECT FROM query.segment t, query.segment f
                                    WHERE t.projection = :projection AND t.generation = :to
                                      AND f.projection = :projection AND f.generation = :from
                                      AND (f.tx, f.index) > (t.tx, t.index))
                """).param("projection", to.projection()).param("to", to.number()).param("from", from.number())
                .query(Boolean.class).single();
    }

    void drop(Generation generation) {
        jdbc.sql("DELETE FROM query.generation WHERE projection = ? AND number = ?")
                .params(generation.projection(), generation.number()).update();
        jdbc.sql("DROP TABLE " + generation.table()).update();
    }

    /** Lets a generation's rows be what readers see. */
    void show(Generation generation, Projection<?, ?> projection) {
        new ReadView(jdbc, projection).over(generation);
    }
}
