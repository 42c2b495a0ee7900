package dev.lectern.query.database;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How PostgreSQL is, and whether the event log can be read. What holds the log back, the command side says. */
@Configuration(proxyBeanMethods = false)
class PostgresHealth {

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
                    health.up();
                } catch (RuntimeException e) {
                    health.down().withDetail("reason", "The event log can't be read: is the command side's schema there?");
                }
            }
        };
    }
}
