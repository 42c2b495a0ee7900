package dev.lectern.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.command.EventLogDatabase;
import dev.lectern.contracts.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Decisions that are written together, and what becomes of the others when one can't be. */
class GroupCommitTest {

    private static EventLogDatabase database;
    private static JdbcClient jdbc;

    private final Semaphore mayWrite = new Semaphore(0);
    private final GroupCommit group = new GroupCommit(new Held(), new EventNotifier(jdbc));
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    /** Gives connections when it is told to. */
    private final class Held extends DelegatingDataSource {

        private Held() {
            super(database.dataSource());
        }

        @Override
        public Connection getConnection() throws SQLException {
            mayWrite.acquireUninterruptibly();
            return super.getConnection();
        }
    }

    @BeforeAll
    static void create() {
        database = EventLogDatabase.create("group_commit");
        jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("CREATE TABLE companion (name text PRIMARY KEY, position text)").update();
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
    void decisions_that_come_while_another_is_written_are_one_transaction() throws Exception {
        for (var written : together(Deciding.toAppend("a", 0, 2), Deciding.toAppend("b", 0, 1), Deciding.toAppend("c", 0, 3))) {
            written.get();
        }
        assertThat(streams()).containsExactlyInAnyOrder("first 1", "a 2", "b 1", "c 3");
        assertThat(jdbc.sql("SELECT count(DISTINCT tx) FROM events.event").query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    void a_decision_that_rests_on_less_than_the_stream_has_fails_whole_and_alone() throws Exception {
        append("overtaken", 0, 3);
        var written = together(Deciding.toAppend("a", 0, 1), Deciding.toAppend("overtaken", 2, 2), Deciding.toAppend("b", 0, 1));
        written.get(0).get();
        assertConflict(written.get(1));
        written.get(2).get();
        assertThat(streams()).containsExactlyInAnyOrder("first 1", "overtaken 3", "a 1", "b 1");
    }

    @Test
    void a_decision_that_rests_on_more_than_the_stream_has_fails_too() throws Exception {
        append("a", 0, 2);
        assertConflict(together(Deciding.toAppend("a", 3, 1)).getFirst());
        assertThat(streams()).containsExactlyInAnyOrder("first 1", "a 2");
    }

    @Test
    void a_stream_that_a_decision_only_rests_on_counts_like_one_that_it_appends_to() throws Exception {
        append("read", 0, 3);
        var right = Deciding.toAppend("a", 0, 1);
        right.restOn("read", 2);
        var wrong = Deciding.toAppend("b", 0, 1);
        wrong.restOn("read", 1);
        var written = together(right, wrong);
        written.get(0).get();
        assertConflict(written.get(1));
        assertThat(streams()).containsExactlyInAnyOrder("first 1", "read 3", "a 1");
    }

    @Test
    void a_decision_to_append_nothing_fails_when_the_stream_it_rests_on_has_grown() throws Exception {
        append("a", 0, 2);
        var written = together(Deciding.toAppendNothing("a", 1), Deciding.toAppendNothing("a", 2), Deciding.toAppendNothing("none", 0));
        assertConflict(written.get(0));
        written.get(1).get();
        written.get(2).get();
    }

    @Test
    void of_two_decisions_about_one_stream_in_a_group_one_counts() throws Exception {
        var written = together(Deciding.toAppend("a", 0, 2), Deciding.toAppend("b", 0, 1), Deciding.toAppend("a", 0, 2));
        written.get(1).get();
        assertThat(List.of(written.get(0), written.get(2)).stream().filter(GroupCommitTest::succeeds).count()).isEqualTo(1);
        assertThat(streams()).containsExactlyInAnyOrder("first 1", "a 2", "b 1");
    }

    @Test
    void a_decision_that_the_database_refuses_keeps_nobody_from_theirs() throws Exception {
        var written = together(Deciding.toAppend("a", 0, 1), Deciding.toAppend("no text \0", 0, 1), Deciding.toAppend("b", 0, 1));
        written.get(0).get();
        assertThatThrownBy(written.get(1)::get).hasCauseInstanceOf(EventStoreException.class);
        written.get(2).get();
        assertThat(streams()).containsExactlyInAnyOrder("first 1", "a 1", "b 1");
    }

    @Test
    void a_companion_is_written_with_its_events_and_knows_where_they_are() throws Exception {
        together(withCompanion("a", "answer")).getFirst().get();
        assertThat(jdbc.sql("SELECT position FROM companion").query(String.class).single()).isEqualTo(
                jdbc.sql("SELECT tx || '.' || index FROM events.event WHERE aggregate_id = 'a'").query(String.class).single());
    }

    @Test
    void a_companion_that_is_there_already_is_a_conflict_and_its_events_are_not_written() throws Exception {
        jdbc.sql("INSERT INTO companion (name) VALUES ('there')").update();
        var written = together(withCompanion("a", "there"), withCompanion("b", "new"), Deciding.toAppend("c", 0, 1));
        assertConflict(written.get(0));
        written.get(1).get();
        written.get(2).get();
        assertThat(streams()).containsExactlyInAnyOrder("first 1", "b 1", "c 1");
        assertThat(jdbc.sql("SELECT name FROM companion").query(String.class).list()).containsExactlyInAnyOrder("there", "new");
    }

    @Test
    void a_companion_that_can_not_be_told_keeps_nobody_from_theirs() throws Exception {
        var speechless = Deciding.toAppend("a", 0, 1);
        speechless.alongside(new Companion() {
            @Override
            public String insert() {
                return Deciding.companion("").insert();
            }

            @Override
            public void bind(PreparedStatement row, Optional<Position> appended) {
                throw new IllegalStateException("no words");
            }
        });
        var written = together(withCompanion("b", "b"), speechless, withCompanion("c", "c"));
        written.get(0).get();
        assertThatThrownBy(written.get(1)::get).hasRootCauseMessage("no words");
        written.get(2).get();
        assertThat(streams()).containsExactlyInAnyOrder("first 1", "b 1", "c 1");
    }

    @Test
    void the_companion_of_a_decision_that_was_overtaken_is_not_written() throws Exception {
        append("a", 0, 1);
        assertConflict(together(withCompanion("a", "answer")).getFirst());
        assertThat(jdbc.sql("SELECT count(*) FROM companion").query(Integer.class).single()).isZero();
    }

    private static Decision withCompanion(String aggregate, String name) {
        var decision = Deciding.toAppend(aggregate, 0, 1);
        decision.alongside(Deciding.companion(name));
        return decision;
    }

    /** Writes them while one is being written already. */
    private List<Future<?>> together(Decision... decisions) {
        var first = clients.submit(() -> group.write(Deciding.toAppend("first", 0, 1)));
        Awaitility.await().until(mayWrite::hasQueuedThreads);
        var written = new ArrayList<Future<?>>();
        for (var decision : decisions) {
            written.add(clients.submit(() -> group.write(decision)));
        }
        Awaitility.await().until(() -> group.waiting() == decisions.length);
        mayWrite.release(100);
        assertThat(succeeds(first)).isTrue();
        return written;
    }

    private static void append(String aggregate, long from, int count) {
        new GroupCommit(database.dataSource(), new EventNotifier(jdbc)).write(Deciding.toAppend(aggregate, from, count));
    }

    private static boolean succeeds(Future<?> written) {
        try {
            written.get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(ConcurrencyException.class);
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertConflict(Future<?> written) {
        assertThat(succeeds(written)).isFalse();
    }

    private static List<String> streams() {
        return jdbc.sql("SELECT aggregate_id || ' ' || count(*) FROM events.event GROUP BY aggregate_id").query(String.class).list();
    }
}
