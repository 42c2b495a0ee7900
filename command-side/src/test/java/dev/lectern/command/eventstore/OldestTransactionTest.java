package dev.lectern.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.lectern.command.EventLogDatabase;
import dev.lectern.command.MovableClock;
import dev.lectern.command.Servers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A forgotten transaction delays everyone, so it is seen and named. */
class OldestTransactionTest {

    private static HikariDataSource database;
    private static JdbcClient watcher;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private OldestTransaction oldest;
    private Connection forgotten;

    @BeforeAll
    static void create() {
        database = EventLogDatabase.create("oldest_transaction").dataSource();
        var jdbc = JdbcClient.create(database);
        jdbc.sql("CREATE TABLE another (written integer)").update();
        jdbc.sql("CREATE ROLE ordinary LOGIN").update();
        watcher = JdbcClient.create(Servers.postgres().getDatabase("ordinary", "oldest_transaction"));
    }

    @BeforeEach
    void begin() throws SQLException {
        oldest = new OldestTransaction(watcher, clock, metrics);
        forgotten = database.getConnection();
        forgotten.setAutoCommit(false);
        forgotten.createStatement().execute("SET LOCAL application_name = 'a report'");
    }

    @AfterEach
    void end() throws SQLException {
        forgotten.rollback();
        forgotten.close();
    }

    @Test
    void a_write_transaction_that_stays_open_grows_old_and_is_named() throws SQLException {
        openWithAnotherAfter();
        oldest.look();
        clock.advance(Duration.ofSeconds(90));
        oldest.look();
        assertThat(seconds()).isEqualTo(90);
        assertThat(oldest.health().getStatus()).isEqualTo(new Status("DEGRADED"));
        assertThat(oldest.health().getDetails().get("heldBackBy").toString()).startsWith("a report of postgres, process ");
    }

    @Test
    void once_it_has_ended_nothing_is_held_back() throws SQLException {
        openWithAnotherAfter();
        oldest.look();
        clock.advance(Duration.ofSeconds(90));
        forgotten.commit();
        Awaitility.await().untilAsserted(() -> {
            oldest.look();
            assertThat(seconds()).isZero();
        });
        assertThat(oldest.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_transaction_that_only_reads_holds_nothing_back() throws SQLException {
        forgotten.createStatement().execute("SELECT 1");
        Awaitility.await().untilAsserted(() -> {
            oldest.look();
            clock.advance(Duration.ofSeconds(90));
            oldest.look();
            assertThat(seconds()).isZero();
        });
    }

    private void openWithAnotherAfter() throws SQLException {
        forgotten.createStatement().execute("SELECT pg_current_xact_id()");
        JdbcClient.create(database).sql("INSERT INTO another VALUES (1)").update();
    }

    private double seconds() {
        return metrics.get("lectern.eventlog.oldest.transaction").gauge().value();
    }
}
