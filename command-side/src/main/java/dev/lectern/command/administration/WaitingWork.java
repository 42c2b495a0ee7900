package dev.lectern.command.administration;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the background work that is to be done: imports, analyses, and what comes by the clock. */
@Component
class WaitingWork {

    private static final String COUNTS = """
            SELECT task_name AS task, count(*) FILTER (WHERE NOT picked AND execution_time <= :now) AS due,
                   count(*) FILTER (WHERE NOT picked AND execution_time > :now) AS later,
                   count(*) FILTER (WHERE picked) AS running,
                   count(*) FILTER (WHERE consecutive_failures > 0) AS failing,
                   min(execution_time) FILTER (WHERE NOT picked AND execution_time <= :now) AS oldest_due
              FROM command.scheduled_tasks GROUP BY task_name ORDER BY task_name
            """;

    /**
     * Work of a kind.
     *
     * @param due       that waits for an instance to take it
     * @param later     whose time has not come
     * @param failing   of all these, what failed the last time it was tried
     * @param oldestDue since when the first of it is due, or {@code null}
     */
    @Schema(name = "QueuedWork")
    record Task(String task, long due, long later, long running, long failing, @Nullable Instant oldestDue) {
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    WaitingWork(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Task> counted() {
        return jdbc.sql(COUNTS).param("now", Timestamp.from(clock.instant())).query((row, _) -> {
            var oldest = row.getTimestamp("oldest_due");
            return new Task(row.getString("task"), row.getLong("due"), row.getLong("later"), row.getLong("running"), row.getLong("failing"),
                    oldest == null ? null : oldest.toInstant());
        }).list();
    }
}
