// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.commands.Checkup.Finding;
import dev.lectern.local.home.Settings;
import dev.lectern.local.servers.PostgresConnection;
import dev.lectern.local.servers.RedisPing;
import dev.lectern.local.services.Whole;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Asks PostgreSQL, Kafka and Redis themselves: the embedded ones of a data directory, or the real ones that the environment names. */
final class ServerCheckup {

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);
    private static final String RESTART = "restart Lectern; its log directory says more";

    private final @Nullable Settings embedded;
    private final Map<String, String> environment;

    /** @param embedded of the data directory that Lectern runs on here, if it does */
    ServerCheckup(@Nullable Settings embedded, Map<String, String> environment) {
        this.embedded = embedded;
        this.environment = environment;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        address(Whole.POSTGRES_URL, "postgres.port", "jdbc:postgresql://127.0.0.1:%s/" + PostgresConnection.DATABASE)
                .ifPresent(url -> findings.addAll(postgres(url)));
        address(Whole.KAFKA_BOOTSTRAP, "kafka.port", "127.0.0.1:%s").ifPresent(bootstrap -> findings.add(kafka(bootstrap)));
        address(Whole.REDIS_URL, "redis.port", "redis://:" + password("redis") + "@127.0.0.1:%s").ifPresent(url -> findings.add(redis(url)));
        return findings;
    }

    private Optional<String> address(String variable, String port, String pattern) {
        return Optional.ofNullable(environment.get(variable))
                .or(() -> Optional.ofNullable(embedded).flatMap(settings -> settings.get(port)).map(pattern::formatted));
    }

    private String password(String name) {
        return Optional.ofNullable(embedded).flatMap(settings -> settings.get(name + ".password")).orElse("");
    }

    private List<Finding> postgres(String url) {
        var external = environment.containsKey(Whole.POSTGRES_URL);
        var login = new Properties();
        login.setProperty("user", external ? environment.getOrDefault("LECTERN_POSTGRES_USER", "lectern") : PostgresConnection.QUERY_SIDE);
        login.setProperty("password",
                external ? environment.getOrDefault("LECTERN_POSTGRES_PASSWORD", "") : password(PostgresConnection.QUERY_SIDE));
        login.setProperty("connectTimeout", "5");
        var jdbc = url.startsWith("jdbc:") ? url : "jdbc:" + url.replaceFirst("^postgres:", "postgresql:");
        try (var connection = DriverManager.getConnection(jdbc, login); var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT current_setting('server_version'), current_setting('fsync') = 'on'"
                        + " AND current_setting('synchronous_commit') <> 'off', clock_timestamp()")) {
            row.next();
            var where = row.getString(1) + " at " + jdbc.substring(jdbc.indexOf("//") + 2);
            var drift = Duration.between(Instant.now(), row.getTimestamp(3).toInstant()).abs();
            return List.of(
                    row.getBoolean(2) ? new Finding.Right("PostgreSQL", where)
                            : new Finding.Wrong("PostgreSQL", where + " does not wait for the disk", "set fsync and synchronous_commit to on"),
                    drift.compareTo(CLOCK_TOLERANCE) < 0 ? new Finding.Right("clock", "agrees with PostgreSQL's")
                            : new Finding.Wrong("clock", "differs from PostgreSQL's by " + drift.toSeconds() + " s", "synchronise both with NTP"));
        } catch (SQLException e) {
            return List.of(new Finding.Wrong("PostgreSQL", String.valueOf(e.getMessage()).lines().findFirst().orElse("no answer"),
                    external ? "check " + Whole.POSTGRES_URL + ", LECTERN_POSTGRES_USER and LECTERN_POSTGRES_PASSWORD" : RESTART));
        }
    }

    private Finding kafka(String bootstrap) {
        var remedy = environment.containsKey(Whole.KAFKA_BOOTSTRAP) ? "check " + Whole.KAFKA_BOOTSTRAP : RESTART;
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap, "default.api.timeout.ms", 5_000, "request.timeout.ms", 5_000))) {
            var topics = admin.listTopics().names().get(10, TimeUnit.SECONDS);
            return topics.contains("lectern.events") ? new Finding.Right("Kafka", bootstrap + ", " + topics.size() + " topics")
                    : new Finding.Wrong("Kafka", bootstrap + " lacks the topic lectern.events", "restart the command side, which makes it");
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return new Finding.Wrong("Kafka", "no answer from " + bootstrap, remedy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finding.Wrong("Kafka", "interrupted", "try again");
        }
    }

    private Finding redis(String url) {
        var uri = URI.create(url);
        return RedisPing.answers(uri) ? new Finding.Right("Redis", uri.getHost() + ":" + uri.getPort())
                : new Finding.Weak("Redis", "no answer from " + uri.getHost() + ":" + uri.getPort()
                        + ". All works without it, only slower; " + RESTART);
    }
}
