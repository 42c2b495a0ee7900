package dev.lectern.command.audit;

import dev.lectern.command.messaging.ConflictRetry;
import dev.lectern.contracts.event.AuditEvent.AdministratorActed;
import dev.lectern.contracts.event.AuditEvent.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes what administrators did elsewhere into the log. A report goes in the transaction that appends its event, so each becomes
 * one event, whichever instance takes it and whatever stops in between.
 *
 * <p>Asked for over and over, because a statement that finds nothing costs next to nothing and writes nothing; whoever reported
 * has no connection to wake anybody here with.
 */
@Component
final class ReportedActions implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReportedActions.class);
    private static final Duration PERIOD = Duration.ofMillis(500);
    /** Longer than any request takes: whoever asked it then died before it knew what became of it. */
    static final Duration ABANDONED = Duration.ofMinutes(10);

    private static final String TAKE = """
            DELETE FROM events.reported_action WHERE outcome IS NOT NULL OR asked_at < ?
            RETURNING id, administrator_id, action, subject, asked_at, outcome
            """;

    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final ConflictRetry transactions;
    private final Clock clock;
    private volatile @Nullable Thread thread;

    ReportedActions(JdbcClient jdbc, AuditTrail trail, ConflictRetry transactions, Clock clock) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @return what was taken */
    List<AdministratorActed> take() {
        return transactions.inTransaction(() -> {
            var reported = jdbc.sql(TAKE).param(Timestamp.from(clock.instant().minus(ABANDONED))).query((row, _) -> actionOf(row)).list();
            reported.forEach(trail::record);
            return reported;
        });
    }

    private static AdministratorActed actionOf(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        return new AdministratorActed(row.getObject("id", UUID.class), row.getObject("administrator_id", UUID.class), row.getString("action"),
                row.getString("subject"), switch (outcome) {
                    case "done" -> Outcome.DONE;
                    case "refused" -> Outcome.REFUSED;
                    case null, default -> Outcome.UNKNOWN;
                }, row.getTimestamp("asked_at").toInstant());
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("reported-actions").start(this::takeOnAndOn);
    }

    private void takeOnAndOn() {
        boolean said = false;
        try {
            while (true) {
                try {
                    take();
                    said = false;
                } catch (RuntimeException e) {
                    if (!said) {
                        log.warn("what administrators did can't be taken into the log yet, and waits: {}", e.getMessage());
                    }
                    said = true;
                }
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            // only stop() interrupts
        }
    }

    @Override
    public void stop() {
        var current = thread;
        if (current != null) {
            current.interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
