package dev.lectern.query.projection;

import dev.lectern.query.projection.Claim.Segment;
import dev.lectern.query.testing.EventLogWriter;
import dev.lectern.query.testing.TestPostgres;
import dev.lectern.query.testing.TestPostgres.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine on a database of its own, without Spring: driven by hand, or running as instances. */
final class EngineFixture implements AutoCloseable {

    final Database database = TestPostgres.database();
    final EventLogWriter log = database.log();
    final JdbcClient jdbc = JdbcClient.create(database.service());
    private final ProjectionProperties properties;
    Duration keepPrevious = Duration.ofHours(24);
    private final List<Coordinator> running = new ArrayList<>();
    final List<LogObserver> observers = new ArrayList<>();

    EngineFixture() {
        this(1);
    }

    EngineFixture(int segments) {
        this(segments, 100_000);
    }

    EngineFixture(int segments, int rowsInMemory) {
        properties = new ProjectionProperties(500, segments, rowsInMemory, 2, Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofSeconds(2));
        Flyway.configure().dataSource(database.owner()).locations("classpath:db/query").schemas("query")
                .placeholders(Map.of("queryRole", TestPostgres.SERVICE)).load().migrate();
    }

    Generations generations() {
        return parts().generations();
    }

    private EngineParts parts(Projection<?, ?>... projections) {
        return new EngineParts(database.service(), properties, keepPrevious, observers, List.of(projections));
    }

    Claims claims() {
        return parts().claims();
    }

    /** The end of the log, read on when told. */
    LogTail tail() {
        return parts().engine(claims(), new Wakeup()).tail();
    }

    /** A worker on the projection's only segment, claimed by this instance. */
    <K extends Record, R extends Record> SegmentWorker<K, R> worker(Projection<K, R> projection, Claims claims) {
        var generation = generations().of(projection).getLast();
        claims.claim(generation, 1);
        var claim = claims.held().stream().filter(held -> held.segment().generation() == generation.number())
                .findFirst().orElseThrow();
        return new SegmentWorker<>(projection, generation, claim, parts().engine(claims, new Wakeup()));
    }

    Replays replays(Projection<?, ?>... projections) {
        return parts(projections).replays(new Wakeup());
    }

    ProjectionStates states(Projection<?, ?>... projections) {
        return parts(projections).states();
    }

    Retries retries(Projection<?, ?>... projections) {
        return new Retries(List.of(projections), generations(), database.service(), new Wakeup());
    }

    /** Makes a projection's first generation. */
    void prepare(Projection<?, ?> projection) {
        var generations = generations();
        generations.inTurn(() -> {
            generations.first(projection);
            return projection;
        });
    }

    /** An instance of the whole engine. */
    Coordinator instance(Projection<?, ?>... projections) {
        var coordinator = parts(projections).coordinator();
        coordinator.start();
        running.add(coordinator);
        return coordinator;
    }

    List<Segment> owned() {
        return jdbc.sql("SELECT projection, generation, number FROM query.segment WHERE owner IS NOT NULL")
                .query((row, n) -> new Segment(row.getString(1), row.getInt(2), row.getInt(3))).list();
    }

    long owners() {
        return jdbc.sql("SELECT count(DISTINCT owner) FROM query.segment").query(Long.class).single();
    }

    List<Tally.Row> rows() {
        var table = new Tally().table();
        return jdbc.sql("SELECT " + table.columnNames() + " FROM query.tally ORDER BY book_id")
                .query((row, n) -> table.read(row)).list();
    }

    boolean isServed(Projection<?, ?> projection) {
        return jdbc.sql("SELECT to_regclass('query.' || ?) IS NOT NULL").param(projection.name()).query(Boolean.class).single();
    }

    /** The generation whose rows readers see. */
    int servingGeneration() {
        return jdbc.sql("SELECT DISTINCT generation FROM query.segment WHERE projection = 'tally' AND serving")
                .query(Integer.class).single();
    }

    List<String> indexesOf(int generation) {
        return jdbc.sql("SELECT indexname FROM pg_indexes WHERE schemaname = 'query' AND tablename = ?")
                .param("tally_g" + generation).query(String.class).list();
    }

    List<UUID> owners(OwnedTally projection) {
        return jdbc.sql("SELECT owner_id FROM query." + projection.name()).query(UUID.class).list();
    }

    List<String> notes() {
        return jdbc.sql("SELECT note FROM query.tally").query(String.class).list();
    }

    int eventsOf(UUID book) {
        return jdbc.sql("SELECT events FROM query.tally WHERE book_id = ?").param(book).query(Integer.class)
                .optional().orElse(0);
    }

    List<String> deadLetters() {
        return jdbc.sql("SELECT event_name || CASE WHEN error IS NULL THEN ' waits' ELSE ' refused' END FROM query.dead_letter ORDER BY id")
                .query(String.class).list();
    }

    /** Every connection of the service is cut, as by a restart of PostgreSQL. */
    void cutConnections() {
        try (var connection = database.owner().getConnection(); var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = '"
                    + TestPostgres.SERVICE + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        running.forEach(Coordinator::stop);
    }
}
