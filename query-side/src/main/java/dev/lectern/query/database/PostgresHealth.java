package dev.lectern.query.database;

import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How PostgreSQL is, and whether a long transaction holds the event log back. */
@Configuration(proxyBeanMethods = false)
class PostgresHealth {

    /** Above that, events wait for a transaction that somebody forgot. */
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String OLDEST_TRANSACTION = """
            SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start) * 1000), 0)::bigint
              FROM pg_stat_activity WHERE backend_xid IS NOT NULL
            """;

    @Bean
    AbstractHealthIndicator postgresHealthIndicator(JdbcClient jdbc) {
        return new AbstractHealthIndicator("PostgreSQL doesn't answer") {
            @Override
            protected void doHealthCheck(Health.Builder health) {
                try {
                    health.up().withDetail("version", jdbc.sql("SHOW server_version").query(String.class).single());
                } catch (RuntimeException e) {
                    health.down().withDetail("reason", "PostgreSQL doesn't answer");
                }
            }
        };
    }

    @Bean("eventlog")
    AbstractHealthIndicator eventlogHealthIndicator(JdbcClient jdbc) {
        return new AbstractHealthIndicator("the event log can't be read") {
            @Override
            protected void doHealthCheck(Health.Builder health) {
                try {
                    jdbc.sql("SELECT index FROM events.event LIMIT 1").query(Long.class).optional();
                    long oldest = jdbc.sql(OLDEST_TRANSACTION).query(Long.class).single();
                    health.status(oldest > LONG.toMillis() ? new Status("DEGRADED") : Status.UP)
                            .withDetail("oldestTransactionMs", oldest);
                } catch (RuntimeException e) {
                    health.down().withDetail("reason", "The event log can't be read: is the command side's schema there?");
                }
            }
        };
    }
}
