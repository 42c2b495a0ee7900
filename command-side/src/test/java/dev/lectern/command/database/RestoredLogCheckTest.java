package dev.lectern.command.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.command.EventLogDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A log that comes from another server is refused until this server's transaction ids have passed it. */
class RestoredLogCheckTest {

    /** How many transactions the other server was ahead. */
    private static final int AHEAD = 20_000;

    private static JdbcClient jdbc;

    @BeforeAll
    static void create() {
        jdbc = JdbcClient.create(EventLogDatabase.create("restored_log").dataSource());
    }

    @BeforeEach
    void empty() {
        jdbc.sql("TRUNCATE events.event").update();
    }

    @Test
    void an_empty_log_and_a_servers_own_log_are_welcome() {
        assertThatCode(() -> RestoredLogCheck.require(jdbc)).doesNotThrowAnyException();
        append("own", 0);
        assertThatCode(() -> RestoredLogCheck.require(jdbc)).doesNotThrowAnyException();
    }

    @Test
    void a_log_from_a_server_that_was_ahead_is_refused_with_what_to_do() {
        append("restored", AHEAD);
        assertThatThrownBy(() -> RestoredLogCheck.require(jdbc)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("restored from another server").hasMessageContaining("CALL events.outrun_log()");
    }

    @Test
    void after_the_server_has_outrun_the_log_new_events_stand_behind_the_old() {
        append("restored", AHEAD);
        jdbc.sql("CALL events.outrun_log()").update();
        assertThatCode(() -> RestoredLogCheck.require(jdbc)).doesNotThrowAnyException();
        append("new", 0);
        assertThat(jdbc.sql("SELECT aggregate_id FROM events.event WHERE tx < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY tx, index")
                .query(String.class).list()).containsExactly("restored", "new");
    }

    private static void append(String aggregate, int ahead) {
        jdbc.sql("""
                INSERT INTO events.event (tx, id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
                SELECT (pg_current_xact_id()::text::bigint + :ahead)::text::xid8, gen_random_uuid(), 'Test', :aggregate, 0, 'book.deleted', 1,
                       '{}', '{}', now()
                """).param("ahead", ahead).param("aggregate", aggregate).update();
    }
}
