package dev.lectern.query.audit;

import dev.lectern.query.database.ProjectionDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What administrators ask for here, told to the command side, which appends it to the log ({@code db/eventlog} has the table).
 * It is written down before it is done: not everything that is done is a transaction that a report could be part of.
 */
@Component
class ActionReports {

    /** Unlike rows and tokens this can't be made again, so its commit waits for the disk. */
    private static final String BEGIN = """
            INSERT INTO events.reported_action (id, administrator_id, action, subject, asked_at)
            SELECT :id, :administrator, :action, :subject, :at::timestamptz
              FROM (SELECT set_config('synchronous_commit', 'on', true) AS waits) durable WHERE durable.waits = 'on'
            """;

    /** What became of it, as the log calls it. */
    enum Outcome { DONE, REFUSED, UNKNOWN }

    private final JdbcClient jdbc;
    private final Clock clock;

    ActionReports(ProjectionDatabase database, Clock clock) {
        jdbc = JdbcClient.create(database.pool());
        this.clock = clock;
    }

    UUID begin(UUID administrator, String action, String subject) {
        var id = UUID.randomUUID();
        jdbc.sql(BEGIN).param("id", id).param("administrator", administrator).param("action", action).param("subject", subject)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        return id;
    }

    void end(UUID report, Outcome outcome) {
        jdbc.sql("UPDATE events.reported_action SET outcome = ? WHERE id = ?").params(outcome.name().toLowerCase(Locale.ROOT), report).update();
    }
}
