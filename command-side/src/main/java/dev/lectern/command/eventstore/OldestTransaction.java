package dev.lectern.command.eventstore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long the oldest write transaction on the PostgreSQL server has held the event log back: its followers read up to it
 * and no further, whichever database it works in.
 *
 * <p>PostgreSQL tells an ordinary role which transactions others have, not since when. So this looks every second whether
 * the oldest is still the same.
 */
final class OldestTransaction implements SmartLifecycle, HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(OldestTransaction.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** Above that it is probably one that somebody forgot. */
    private static final Duration LONG = Duration.ofSeconds(10);

    /** As long as no transaction after the oldest has ended, none is held back. */
    private static final String HORIZON = """
            SELECT pg_snapshot_xmin(now)::text::bigint AS oldest, pg_snapshot_xmin(now) = pg_snapshot_xmax(now) AS none
              FROM pg_current_snapshot() AS now
            """;
    private static final String WHOSE = """
            SELECT format('%s of %s, process %s', coalesce(nullif(application_name, ''), 'a session'), usename, pid)
              FROM pg_stat_activity WHERE backend_xid = pg_snapshot_xmin(pg_current_snapshot())::xid
            UNION ALL
            SELECT format('the prepared transaction %s of %s', gid, owner)
              FROM pg_prepared_xacts WHERE transaction = pg_snapshot_xmin(pg_current_snapshot())::xid
            """;

    private record Horizon(long transaction, boolean none) {
    }

    /** The oldest transaction and when it was first seen to be that. */
    private record Seen(long transaction, Instant since) {
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable Seen oldest;
    private volatile @Nullable Thread thread;

    OldestTransaction(JdbcClient jdbc, Clock clock, MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.clock = clock;
        Gauge.builder("lectern.eventlog.oldest.transaction", () -> age().toMillis() / 1000.0)
                .description("How long the oldest write transaction on the server has held back those who follow the event log")
                .baseUnit("seconds").register(metrics);
    }

    /** 0 if nothing is held back. */
    Duration age() {
        var current = oldest;
        return current == null ? Duration.ZERO : Duration.between(current.since(), clock.instant());
    }

    void look() {
        var horizon = jdbc.sql(HORIZON).query((row, _) -> new Horizon(row.getLong("oldest"), row.getBoolean("none"))).single();
        var before = oldest;
        if (horizon.none()) {
            oldest = null;
        } else if (before == null || before.transaction() != horizon.transaction()) {
            oldest = new Seen(horizon.transaction(), clock.instant());
        }
    }

    @Override
    public Health health() {
        var age = age();
        if (age.compareTo(LONG) <= 0) {
            return Health.up().withDetail("oldestTransactionSeconds", age.toSeconds()).build();
        }
        return Health.status(new Status("DEGRADED")).withDetail("oldestTransactionSeconds", age.toSeconds())
                .withDetail("heldBackBy", holder().orElse("a transaction that has just ended"))
                .withDetail("reason", "Events are kept and delivered late: a write transaction is open. End it, or wait for it.").build();
    }

    private Optional<String> holder() {
        return jdbc.sql(WHOSE).query((row, _) -> row.getString(1)).stream().findFirst();
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("oldest-transaction").start(this::lookOnAndOn);
    }

    private void lookOnAndOn() {
        boolean said = false;
        try {
            while (true) {
                try {
                    look();
                    said = false;
                } catch (DataAccessException e) {
                    if (!said) {
                        log.warn("the oldest transaction can't be seen: {}", e.getMessage());
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
