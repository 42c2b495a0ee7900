package dev.lectern.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.EventLogDatabase;
import dev.lectern.contracts.log.EventLog;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A follower's page costs the same, however long the log is. */
class EventLogPlanTest {

    @Test
    void a_page_is_merged_from_the_partitions_indexes_and_sorts_nothing() throws SQLException {
        var database = EventLogDatabase.create("event_log_plan");
        JdbcClient.create(database.dataSource()).sql("""
                INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
                SELECT gen_random_uuid(), 'Test', 'aggregate ' || n % 500, n / 500, 'book.deleted', 1, '{}', '{}', now()
                  FROM generate_series(0, 49999) AS n
                """).update();
        JdbcClient.create(database.dataSource()).sql("ANALYZE events.event").update();
        var plan = new StringBuilder();
        try (var connection = database.open(); var explain = connection.prepareStatement("EXPLAIN " + EventLog.READ_AFTER)) {
            explain.setString(1, "0");
            explain.setLong(2, 25_000);
            explain.setInt(3, 500);
            var lines = explain.executeQuery();
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        assertThat(plan).contains("Merge Append").contains("Index Scan using event_00_tx_index_idx")
                .doesNotContain("Seq Scan").doesNotContain("Sort  (");
    }
}
