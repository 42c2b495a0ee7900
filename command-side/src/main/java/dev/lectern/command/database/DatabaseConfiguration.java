package dev.lectern.command.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lectern.command.performance.CountedStatements;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Migrates the schemas as their owner, then opens the pool of the service's own role. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /**
     * PostgreSQL would plan the log's end and an aggregate's events anew each time they are read, which takes longer than the reading.
     * Each statement here has an index that serves it whatever is asked.
     */
    private static final String PLANNED_ONCE = "-c plan_cache_mode=force_generic_plan";

    @Bean
    Flyway commandMigrations(PostgresProperties postgres) {
        var flyway = Flyway.configure()
                .dataSource(postgres.jdbcUrl(),
                        Objects.requireNonNullElse(postgres.ownerUser(), postgres.user()),
                        Objects.requireNonNullElse(postgres.ownerPassword(), postgres.password()))
                .locations("classpath:db/eventlog", "classpath:db/command")
                .defaultSchema("command")
                .placeholders(Map.of("commandRole", postgres.user(), "queryRole", postgres.queryUser()))
                .connectRetries(10)
                .load();
        flyway.migrate();
        return flyway;
    }

    /** Depends on the migrations, so that nothing finds a table missing. */
    @Bean
    DataSource dataSource(PostgresProperties postgres, Flyway commandMigrations) {
        var config = new HikariConfig();
        config.setPoolName("command");
        config.setJdbcUrl(postgres.jdbcUrl());
        config.setUsername(postgres.user());
        config.setPassword(postgres.password());
        config.setMaximumPoolSize(postgres.pool());
        config.setMinimumIdle(2);
        config.setConnectionTimeout(5_000);
        config.addDataSourceProperty("ApplicationName", "lectern-command");
        config.addDataSourceProperty("options", PLANNED_ONCE);
        var pool = new HikariDataSource(config);
        DurabilityCheck.require(JdbcClient.create(pool));
        RestoredLogCheck.require(JdbcClient.create(pool));
        return new CountedStatements(pool, postgres.slowStatement());
    }
}
