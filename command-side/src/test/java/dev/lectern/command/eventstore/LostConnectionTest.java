package dev.lectern.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lectern.command.EventLogDatabase;
import dev.lectern.command.Servers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** PostgreSQL goes away in the middle of a group: nobody is told that their events stand who can't know, and nothing is written twice. */
class LostConnectionTest {

    private static final int WRITERS = 5;

    private static EventLogDatabase database;
    private static JdbcClient jdbc;
    private static CutConnections cable;
    private static HikariDataSource throughTheCable;

    private final Semaphore mayWrite = new Semaphore(0);
    private final GroupCommit group = new GroupCommit(new Held(), new EventNotifier(jdbc));
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Runnable beforeTheGroup = () -> { };

    /** Gives connections when it is told to: a first one, and those to cut. */
    private final class Held extends DelegatingDataSource {

        private boolean first = true;

        private Held() {
            super(throughTheCable);
        }

        @Override
        public Connection getConnection() throws SQLException {
            mayWrite.acquireUninterruptibly();
            var connection = super.getConnection();
            if (!first) {
                beforeTheGroup.run();
                beforeTheGroup = () -> { };
            }
            first = false;
            return connection;
        }
    }

    @BeforeAll
    static void create() {
        database = EventLogDatabase.create("lost_connection");
        jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("CREATE TABLE companion (name text PRIMARY KEY, position text)").update();
        cable = new CutConnections(Servers.postgres().getPort());
        var config = new HikariConfig();
        // so that each request has its text
        config.setJdbcUrl("jdbc:postgresql://localhost:" + cable.port() + "/lost_connection?prepareThreshold=0");
        config.setUsername("postgres");
        config.setMaximumPoolSize(4);
        throughTheCable = new HikariDataSource(config);
    }

    @AfterAll
    static void close() throws IOException {
        throughTheCable.close();
        cable.close();
    }

    @BeforeEach
    void empty() {
        database.empty("events.event", "companion");
    }

    @AfterEach
    void stop() {
        clients.close();
    }

    @Test
    void a_group_that_committed_unheard_stands_once_and_nobody_is_told_that_it_does() throws Exception {
        beforeTheGroup = () -> cable.cutAnswerTo("INSERT INTO events.event");
        assertNobodyKnows(together(LostConnectionTest::plain));
        assertThat(streams()).as("it committed").containsExactlyInAnyOrder("first 1", "s0 2", "s1 2", "s2 2", "s3 2", "s4 2");
        assertThat(repeated(LostConnectionTest::plain)).as("who tries again is told").containsOnly(false);
        assertEachStandsOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT INTO events.event", "INSERT INTO companion", "COMMIT"})
    void wherever_a_group_with_companions_is_cut_it_is_written_whole_or_not_at_all(String request) throws Exception {
        beforeTheGroup = () -> cable.cutAnswerTo(request);
        assertNobodyKnows(together(LostConnectionTest::withCompanion));
        boolean committed = request.equals("COMMIT");
        assertThat(repeated(LostConnectionTest::withCompanion)).containsOnly(!committed);
        assertEachStandsOnce();
        assertThat(jdbc.sql("SELECT count(*) FROM companion").query(Integer.class).single()).isEqualTo(WRITERS);
    }

    @Test
    void a_group_whose_backend_is_killed_while_it_waits_leaves_nothing() throws Exception {
        try (var other = database.open(); var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeUpdate("""
                    INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
                    VALUES (gen_random_uuid(), 'Test', 's2', 0, 'book.deleted', 1, '{}', '{}', now())
                    """);
            var writing = together(LostConnectionTest::plain);
            Awaitility.await("the group waits for the other").until(() -> !waitingForLocks().isEmpty());
            waitingForLocks().forEach(backend -> jdbc.sql("SELECT pg_terminate_backend(?)").param(backend).query().singleRow());
            // whoever tried again would not wait for it for ever, but be found out
            other.rollback();
            assertNobodyKnows(writing);
        }
        assertThat(streams()).containsExactly("first 1");
        assertThat(repeated(LostConnectionTest::plain)).as("the next group").containsOnly(true);
        assertEachStandsOnce();
    }

    private static List<Integer> waitingForLocks() {
        return jdbc.sql("SELECT pid FROM pg_stat_activity WHERE datname = 'lost_connection' AND wait_event_type = 'Lock'").query(Integer.class).list();
    }

    private static Decision plain(int writer) {
        return Deciding.toAppend("s" + writer, 0, 2);
    }

    private static Decision withCompanion(int writer) {
        var decision = plain(writer);
        decision.alongside(Deciding.companion("c" + writer));
        return decision;
    }

    private interface Deciders {
        Decision of(int writer);
    }

    /** A group of them, gathered while a first decision is written. */
    private List<Future<?>> together(Deciders deciders) throws Exception {
        var first = clients.submit(() -> group.write(Deciding.toAppend("first", 0, 1)));
        Awaitility.await().until(mayWrite::hasQueuedThreads);
        var written = new ArrayList<Future<?>>();
        for (int i = 0; i < WRITERS; i++) {
            var decision = deciders.of(i);
            written.add(clients.submit(() -> group.write(decision)));
        }
        Awaitility.await().until(() -> group.waiting() == WRITERS);
        mayWrite.release(100);
        first.get();
        return written;
    }

    private static void assertNobodyKnows(List<Future<?>> written) {
        assertThat(written).allSatisfy(writer -> assertThatThrownBy(writer::get).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(EventStoreException.class));
    }

    /** The same decisions again, each by itself: whether it had still to be written. */
    private List<Boolean> repeated(Deciders deciders) {
        return IntStream.range(0, WRITERS).mapToObj(writer -> succeeds(() -> deciders.of(writer))).toList();
    }

    private boolean succeeds(Supplier<Decision> decision) {
        try {
            group.write(decision.get());
            return true;
        } catch (ConcurrencyException stands) {
            return false;
        }
    }

    private static void assertEachStandsOnce() {
        assertThat(streams()).containsExactlyInAnyOrder("first 1", "s0 2", "s1 2", "s2 2", "s3 2", "s4 2");
    }

    private static List<String> streams() {
        return jdbc.sql("SELECT aggregate_id || ' ' || count(*) FROM events.event GROUP BY aggregate_id").query(String.class).list();
    }
}
