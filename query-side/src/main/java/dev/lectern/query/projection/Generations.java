package dev.lectern.query.projection;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the generations' tables and points the views at the active ones. A projection that changed gets a new
 * generation; the old one serves until the new one has caught up, then they change places in one transaction.
 */
final class Generations {

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
    /** Instances that start together take turns. */
    private static final long TURN = 0x1EC7E2;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ProjectionProperties properties;

    Generations(JdbcClient jdbc, TransactionTemplate transaction, ProjectionProperties properties) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.properties = properties;
    }

    /** Sees to it that the projection has an active generation, and one of its present version, active or building. */
    void ensure(Projection<?, ?> projection) {
        transaction.executeWithoutResult(status -> {
            takeTurn();
            var known = of(projection);
            if (known.stream().anyMatch(generation -> generation.isOf(projection))) {
                return;
            }
            var active = known.stream().filter(generation -> generation.state() == Generation.State.ACTIVE).findFirst();
            if (active.isEmpty()) {
                var first = create(projection, 1, Generation.State.ACTIVE);
                showAsIs(first, projection);
            } else if (active.get().version() > projection.version()) {
                LOG.error("projection {} is served in version {}: this release knows only {} and leaves it alone",
                        projection.name(), active.get().version(), projection.version());
            } else {
                known.stream().filter(generation -> generation.state() == Generation.State.BUILDING).forEach(this::drop);
                int number = known.getLast().number() + 1;
                create(projection, number, Generation.State.BUILDING);
                showAdapted(active.get(), projection);
                LOG.info("projection {} changed: generation {} is built beside generation {}", projection.name(),
                        number, active.get().number());
            }
        });
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

    /**
     * Lets the generation that is being built serve, if it includes whatever the active one includes and is at most a
     * batch behind the log.
     */
    void activateWhenCaughtUp(Projection<?, ?> projection) {
        boolean building = of(projection).stream().anyMatch(generation -> isBuilding(generation, projection));
        if (building) {
            transaction.executeWithoutResult(status -> {
                takeTurn();
                var generations = of(projection);
                candidate(generations, projection).ifPresent(next -> {
                    generations.stream().filter(old -> old.state() == Generation.State.ACTIVE).forEach(old -> {
                        jdbc.sql("DROP VIEW " + old.view()).update();
                        drop(old);
                    });
                    jdbc.sql("UPDATE query.generation SET state = 'active', activated_at = now() "
                            + "WHERE projection = ? AND number = ?").params(next.projection(), next.number()).update();
                    showAsIs(next, projection);
                    LOG.info("projection {}: generation {} serves", projection.name(), next.number());
                });
            });
        }
    }

    private Optional<Generation> candidate(List<Generation> generations, Projection<?, ?> projection) {
        return generations.stream().filter(next -> isBuilding(next, projection)).filter(next -> jdbc.sql("""
                        WITH head AS (SELECT tx::text::bigint AS tx, index FROM events.event
                                       WHERE tx < pg_snapshot_xmin(pg_current_snapshot())
                                       ORDER BY events.event.tx DESC, index DESC LIMIT 1),
                             goal AS (SELECT s.tx, s.index FROM query.segment s
                                        JOIN query.generation g ON g.projection = s.projection AND g.number = s.generation
                                       WHERE g.projection = :projection AND g.state = 'active')
                        SELECT NOT EXISTS (SELECT FROM query.segment s
                                            WHERE s.projection = :projection AND s.generation = :number
                                              AND (EXISTS (SELECT FROM goal WHERE (goal.tx, goal.index) > (s.tx, s.index))
                                                OR EXISTS (SELECT FROM head WHERE head.index > s.index + :batch)))
                        """)
                .param("projection", next.projection())
                .param("number", next.number())
                .param("batch", properties.batchSize())
                .query(Boolean.class)
                .single()).findFirst();
    }

    private static boolean isBuilding(Generation generation, Projection<?, ?> projection) {
        return generation.state() == Generation.State.BUILDING && generation.isOf(projection);
    }

    private Generation create(Projection<?, ?> projection, int number, Generation.State state) {
        var generation = new Generation(projection.name(), number, projection.version(), projection.table().shape(),
                state, properties.segments());
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
                .param("segments", generation.segments())
                .update();
        jdbc.sql("""
                INSERT INTO query.segment (projection, generation, number)
                SELECT ?, ?, n FROM generate_series(0, ? - 1) n
                """).params(generation.projection(), number, generation.segments()).update();
        TableSql.ddl(projection.table(), generation).forEach(statement -> jdbc.sql(statement).update());
        return generation;
    }

    private void drop(Generation generation) {
        jdbc.sql("DELETE FROM query.generation WHERE projection = ? AND number = ?")
                .params(generation.projection(), generation.number()).update();
        jdbc.sql("DROP TABLE " + generation.table()).update();
    }

    private void showAsIs(Generation generation, Projection<?, ?> projection) {
        jdbc.sql("CREATE VIEW %s AS SELECT %s FROM %s"
                .formatted(generation.view(), projection.table().columnNames(), generation.table())).update();
    }

    /** Lets an older table serve a newer release's queries until its successor is built. */
    private void showAdapted(Generation old, Projection<?, ?> projection) {
        var kept = List.of(old.shape().substring(0, old.shape().indexOf(" KEY ")).split(", "));
        var columns = projection.table().columns().stream()
                .map(column -> (kept.stream().anyMatch(k -> k.startsWith(column.name() + " " + column.type()))
                        ? column.name() : column.substitute()) + " AS " + column.name())
                .collect(Collectors.joining(", "));
        jdbc.sql("DROP VIEW " + old.view()).update();
        jdbc.sql("CREATE VIEW %s AS SELECT %s FROM %s".formatted(old.view(), columns, old.table())).update();
    }

    private void takeTurn() {
        jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(TURN).query((row, n) -> 0).single();
    }
}
