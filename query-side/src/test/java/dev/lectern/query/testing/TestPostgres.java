package dev.lectern.query.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** One PostgreSQL for all tests of a JVM; each that asks gets a database of its own with an empty event log. */
public final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private TestPostgres() {
    }

    /** The role that the service has in production: it may read the event log, and no more. */
    public static final String SERVICE = "lectern_query";

    private static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("fsync", "off")
                    .start();
            try (var connection = server.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
                statement.execute("CREATE ROLE " + SERVICE + " LOGIN PASSWORD 'secret'");
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new database. */
    public static Database database() {
        var name = "test_" + DATABASES.incrementAndGet();
        try (var connection = SERVER.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var database = new Database(name);
        Flyway.configure().dataSource(database.owner()).locations("classpath:db/eventlog").schemas("events")
                .placeholders(Map.of("commandRole", "postgres", "queryRole", SERVICE)).load().migrate();
        return database;
    }

    /** @param name unique in the JVM */
    public record Database(String name) {

        public String url() {
            return "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name;
        }

        /** As a superuser: what the command side and the migrations do. */
        public DataSource owner() {
            return as("postgres", "postgres");
        }

        /** As the query side's own role. */
        public DataSource service() {
            return as(SERVICE, "secret");
        }

        private DataSource as(String user, String password) {
            var source = new PGSimpleDataSource();
            source.setUrl(url());
            source.setUser(user);
            source.setPassword(password);
            return source;
        }

        public EventLogWriter log() {
            return new EventLogWriter(owner());
        }
    }
}
