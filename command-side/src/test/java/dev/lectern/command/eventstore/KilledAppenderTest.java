package dev.lectern.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.EventLogDatabase;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An instance that dies between groups or within one has lost nothing that it said was written, and left nothing half. */
class KilledAppenderTest {

    private static final int KILLS = 8;

    @Test
    void what_was_acknowledged_is_in_the_log_and_what_is_in_the_log_is_whole() throws Exception {
        var database = EventLogDatabase.create("killed_appender");
        var random = new Random(11);
        var acknowledged = new HashSet<String>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(AppendingProcess.start(database.url(), kill).killAfter(1 + random.nextInt(2_000)));
        }
        var jdbc = JdbcClient.create(database.dataSource());
        assertThat(acknowledged).isNotEmpty();
        assertThat(new HashSet<>(jdbc.sql("SELECT aggregate_id FROM events.event").query(String.class).list())).containsAll(acknowledged);
        assertThat(jdbc.sql("SELECT aggregate_id FROM events.event GROUP BY aggregate_id HAVING count(*) <> ?")
                .param(AppendingProcess.EVENTS_OF_EACH).query(String.class).list()).isEmpty();
    }
}
