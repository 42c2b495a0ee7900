package dev.lectern.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.EventLogDatabase;
import dev.lectern.contracts.Position;
import dev.lectern.contracts.log.EventLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is asked of the log costs the same, however long it is. */
class EventLogPlanTest {

    private static final int EVENTS = 200_000;
    /** When the first event was recorded; each later one a second after its predecessor. */
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private static EventLogDatabase database;

    @BeforeAll
    static void fill() {
        database = EventLogDatabase.create("event_log_plan");
        var jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("""
                INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
                SELECT gen_random_uuid(), 'Test', 'aggregate ' || n % 500, n / 500, 'book.deleted', 1,
                       '{"bookId":"0b0c0000-0000-4000-8000-000000000001","ownerId":"0b0c0000-0000-4000-8000-000000000001","deletedAt":"2026-01-01T00:00:00Z"}',
                       '{}', timestamptz '2026-01-01T00:00:00Z' + n * interval '1 second'
                  FROM generate_series(0, :last) AS n
                """).param("last", EVENTS - 1).update();
        jdbc.sql("VACUUM ANALYZE events.event").update();
    }

    @Test
    void a_page_is_merged_from_the_partitions_indexes_and_sorts_nothing() throws SQLException {
        var plan = plan(EventLog.READ_AFTER, "0", 25_000L, 500);
        assertThat(plan).contains("Merge Append").contains("Index Scan using event_00_tx_index_idx")
                .doesNotContain("Seq Scan").doesNotContain("Sort  (");
    }

    @Test
    void a_page_is_planned_once_wherever_it_begins() throws SQLException {
        try (var connection = database.open()) {
            for (int i = 0; i < 20; i++) {
                assertThat(EventLog.readAfter(connection, new Position(0, i), 100 + i)).hasSize(100 + i);
            }
            assertPlannedOnce(connection, "%FROM events.event%ORDER BY event.tx%");
        }
    }

    @Test
    void what_stands_at_a_position_is_seen_in_the_partitions_indexes() throws SQLException {
        assertThat(plan(EventLog.ID_AT, "0", 25_000L)).contains("Index Scan using event_00_tx_index_idx").doesNotContain("Seq Scan");
    }

    @Test
    void an_aggregates_events_come_from_one_partitions_index() throws SQLException {
        var plan = plan(EventLog.OF_AGGREGATE, "aggregate 7", 3L);
        assertThat(plan).containsOnlyOnce("Index Scan on event_").containsOnlyOnce("_pkey").doesNotContain("Seq Scan");
    }

    @Test
    void where_a_stream_ends_that_a_decision_rests_on_is_seen_in_one_partitions_index() throws SQLException {
        var none = new String[0];
        var plan = plan(AppendStatement.SQL, new int[] {0}, new String[] {"aggregate 7"}, new long[] {3},
                new int[0], none, none, none, new long[0], none, new int[0], none, none, none);
        assertThat(plan).contains("Index Scan Backward using event_00_pkey").doesNotContain("Seq Scan");
    }

    @Test
    void appending_is_planned_once_for_groups_of_any_size() throws SQLException {
        try (var connection = database.open()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 40; i++) {
                AppendStatement.execute(connection, List.of(Deciding.toAppend("planned " + i, 0, 1 + i % 20)));
            }
            assertPlannedOnce(connection, "WITH overtaken%");
            connection.rollback();
        }
    }

    /** PostgreSQL looks at five plans for just these values before it keeps one for all. */
    private static void assertPlannedOnce(Connection connection, String statement) throws SQLException {
        try (var query = connection.prepareStatement("SELECT custom_plans, generic_plans FROM pg_prepared_statements WHERE statement LIKE ?")) {
            query.setString(1, statement);
            var plans = query.executeQuery();
            assertThat(plans.next()).isTrue();
            assertThat(plans.getInt("custom_plans")).isEqualTo(5);
            assertThat(plans.getInt("generic_plans")).isPositive();
        }
    }

    @Test
    void a_time_is_found_by_the_block_ranges_of_that_time() throws SQLException {
        var from = BEGINNING.plusSeconds(EVENTS / 2).atOffset(ZoneOffset.UTC);
        var plan = plan(EventLog.FIRST_BETWEEN, from, from.plusMinutes(10));
        assertThat(plan).contains("Bitmap Index Scan on event_00_recorded_at_idx").doesNotContain("Seq Scan")
                .doesNotContain("event_00_tx_index_idx");
    }

    @Test
    void a_token_at_a_time_stands_just_before_the_first_event_of_then() {
        var notifier = new EventNotifier(JdbcClient.create(database.dataSource()));
        var engine = new PostgresEventStorageEngine(database.dataSource(), notifier, new GroupCommit(database.dataSource(), notifier));
        assertThat(firstAfter(engine, BEGINNING.minusSeconds(1_000_000_000))).isEqualTo(BEGINNING);
        assertThat(firstAfter(engine, BEGINNING.plusMillis(70_000_500))).isEqualTo(BEGINNING.plusSeconds(70_001));
        assertThat(engine.createTokenAt(BEGINNING.plusSeconds(EVENTS))).isEqualTo(engine.createHeadToken());
    }

    private static Instant firstAfter(EventStorageEngine engine, Instant time) {
        return engine.readEvents(engine.createTokenAt(time), false).findFirst().orElseThrow().getTimestamp();
    }

    private static String plan(String sql, Object... parameters) throws SQLException {
        var plan = new StringBuilder();
        try (var connection = database.open(); var explain = connection.prepareStatement("EXPLAIN " + sql)) {
            for (int i = 0; i < parameters.length; i++) {
                explain.setObject(i + 1, parameters[i]);
            }
            var lines = explain.executeQuery();
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
