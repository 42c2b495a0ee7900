package dev.lectern.command;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of its own with the event log's tables. */
public final class EventLogDatabase {

    private final HikariDataSource dataSource;

    private EventLogDatabase(HikariDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static EventLogDatabase create(String name) {
        JdbcClient.create(Servers.postgres().getPostgresDatabase()).sql("CREATE DATABASE " + name).update();
        var url = Servers.postgres().getJdbcUrl("postgres", name);
        Flyway.configure().dataSource(url, "postgres", "").locations("classpath:db/eventlog", "classpath:db/command")
                .defaultSchema("command").placeholders(Map.of("commandRole", "postgres", "queryRole", "postgres")).load().migrate();
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("postgres");
        config.setMaximumPoolSize(24);
        // these databases are many, and none is ever closed
        config.setMinimumIdle(0);
        config.setIdleTimeout(Duration.ofSeconds(10).toMillis());
        return new EventLogDatabase(new HikariDataSource(config));
    }

    public HikariDataSource dataSource() {
        return dataSource;
    }

    public String url() {
        return dataSource.getJdbcUrl();
    }

    public Connection open() throws SQLException {
        return dataSource.getConnection();
    }

    public void empty(String... tables) {
        JdbcClient.create(dataSource).sql("TRUNCATE " + String.join(", ", tables)).update();
    }
}
