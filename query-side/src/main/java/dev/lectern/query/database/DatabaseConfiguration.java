package dev.lectern.query.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pools: one for readers, a small one for the projections; migrations run as the owner. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PostgresProperties.class)
class DatabaseConfiguration {

    private static final int PROJECTION_CONNECTIONS = 12;
    private static final String NO_ENDLESS_QUERIES = "-c statement_timeout=10s";
    /**
     * PostgreSQL would plan a list anew for each reader, because a LIMIT that it knows looks cheaper than one that it doesn't, and the
     * log's end anew each time it is read; the plan is the same, and takes longer than what it is for. Each statement here has
     * an index that serves it whatever is asked.
     */
    private static final String PLANNED_ONCE = " -c plan_cache_mode=force_generic_plan";
    private static final String NO_STUCK_SESSIONS =
            "-c statement_timeout=30s -c idle_in_transaction_session_timeout=10s";
    /**
     * Rows and tokens are committed together or, if PostgreSQL's machine stops within the moment, lost together: then the
     * last events are folded once more. Nothing of the log depends on it.
     */
    private static final String REPEATABLE = " -c synchronous_commit=off";

    @Bean
    PostgresAddress postgresAddress(PostgresProperties properties) {
        return PostgresAddress.of(properties.url(), properties.user(), properties.password());
    }

    @Bean
    DataSource dataSource(PostgresAddress address, PostgresProperties properties) {
        var config = pool("readers", address, properties.pool());
        config.setReadOnly(true);
        config.addDataSourceProperty("options", NO_ENDLESS_QUERIES + PLANNED_ONCE);
        return new HikariDataSource(config);
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource, PostgresProperties properties) {
        return JdbcClient.create(new WatchedStatements(dataSource, properties.slowStatement()));
    }

    @Bean(defaultCandidate = false)
    HikariDataSource projectionPool(PostgresAddress address) {
        var config = pool("projections", address, PROJECTION_CONNECTIONS);
        config.addDataSourceProperty("options", NO_STUCK_SESSIONS + REPEATABLE + PLANNED_ONCE);
        return new HikariDataSource(config);
    }

    @Bean
    @DependsOn("flywayInitializer")
    ProjectionDatabase projectionDatabase(@Qualifier("projectionPool")
                                          HikariDataSource projectionPool, PostgresAddress address) {
        return new ProjectionDatabase(projectionPool, unpooled(address));
    }

    @Bean
    FlywayConfigurationCustomizer migrationsRunAsOwner(PostgresProperties properties, PostgresAddress address) {
        var owner = PostgresAddress.of(properties.url(),
                properties.ownerUser() == null ? address.user() : properties.ownerUser(),
                properties.ownerPassword() == null ? address.password() : properties.ownerPassword());
        return flyway -> flyway.dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                .locations("classpath:db/query")
                .schemas("query")
                .defaultSchema("query")
                .placeholders(Map.of("queryRole", address.user()));
    }

    private static HikariConfig pool(String name, PostgresAddress address, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(address.jdbcUrl());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(3_000);
        // the service starts while PostgreSQL does
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "lectern query-side " + name);
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // details quote rows, and rows are personal
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return config;
    }

    private static DataSource unpooled(PostgresAddress address) {
        var source = new PGSimpleDataSource();
        source.setUrl(address.jdbcUrl());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setTcpKeepAlive(true);
        return source;
    }
}
