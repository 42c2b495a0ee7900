// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.stage;

import dev.lectern.local.door.ClientTimes;
import dev.lectern.local.door.FrontDoor;
import dev.lectern.local.door.Upstream;
import dev.lectern.local.home.DataDirectory;
import dev.lectern.local.home.Ports;
import dev.lectern.local.home.Settings;
import dev.lectern.local.servers.EmbeddedKafka;
import dev.lectern.local.servers.EmbeddedPostgres;
import dev.lectern.local.servers.EmbeddedRedis;
import dev.lectern.local.servers.PostgresConnection;
import dev.lectern.local.services.Service;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The measured process: the servers and services as {@code ./lectern up} starts them, with PostgreSQL's statistics and what
 * {@code served} adds. Says {@code ready PORT} on standard output, and stops when standard input ends.
 */
public final class StageMain {

    static final String READY = "ready ";

    private final DataDirectory home;
    private final Settings settings;
    private final Ports ports;
    private final Set<Part> parts;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, String> shared = new HashMap<>();

    private StageMain(DataDirectory home, Set<Part> parts) {
        this.home = home;
        this.settings = Settings.in(home);
        this.ports = new Ports(settings);
        this.parts = parts;
    }

    /** @param arguments the data directory, {@code --with=PART} for each part, {@code --name=value} for the services' properties */
    public static void main(String[] arguments) throws Exception {
        var home = DataDirectory.open(Path.of(arguments[0]));
        logTo(home.logs());
        var options = Arrays.asList(arguments).subList(1, arguments.length);
        var stage = new StageMain(home, options.stream().filter(option -> option.startsWith(Part.OPTION))
                .map(option -> Part.valueOf(option.substring(Part.OPTION.length()))).collect(Collectors.toSet()));
        for (var option : options) {
            if (!option.startsWith(Part.OPTION)) {
                stage.shared.put(option.substring(2, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
            }
        }
        var status = 0;
        try {
            var port = stage.start();
            System.out.println(READY + port);
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (Exception e) {
            e.printStackTrace();
            status = 1;
        } finally {
            stage.stop();
            home.close();
        }
        System.exit(status);
    }

    private static void logTo(Path directory) {
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("lectern.logs", directory.toString());
        System.setProperty("logback.configurationFile", "dev/lectern/local/logback-up.xml");
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private int start() throws Exception {
        var postgres = postgres();
        if (parts.contains(Part.REDIS)) {
            shared.put("lectern.redis.url", started(EmbeddedRedis.start(home, settings, ports)).url().toString());
        } else {
            shared.put("lectern.redis.url", "off");
        }
        // nobody listens on the port that a missing Kafka would have
        shared.put("lectern.kafka.bootstrap", "127.0.0.1:" + ports.of("kafka"));
        if (parts.contains(Part.KAFKA)) {
            shared.put("lectern.kafka.bootstrap", started(EmbeddedKafka.start(home, ports)).bootstrap());
        }
        shared.put("lectern.nlp.bootstrap", shared.getOrDefault("lectern.kafka.bootstrap", ""));
        shared.put("lectern.kafka.instance", "local");
        // a benchmark's clients are few, and ask for many
        shared.put("lectern.limits.enabled", "false");
        shared.put("lectern.content.directory", home.content().toString());

        var commandPort = ports.of("command-side");
        var commandSide = started(Service.COMMAND_SIDE.start(commandPort, withDatabase(postgres, PostgresConnection.COMMAND_SIDE,
                Map.of("spring.main.sources", "dev.lectern.benchmarks.served.CommandSideAdditions",
                        "lectern.admin.password", settings.password("administrator")))));
        if (!parts.contains(Part.QUERY_SIDE)) {
            return commandPort;
        }
        var querySide = started(Service.QUERY_SIDE.start(ports.of("query-side"), withDatabase(postgres, PostgresConnection.QUERY_SIDE,
                Map.of("spring.main.sources", "dev.lectern.benchmarks.served.QuerySideAdditions",
                        "lectern.issuer.jwks-url", "http://127.0.0.1:" + commandPort + "/.well-known/jwks.json"))));
        var others = new ArrayList<Upstream>();
        if (parts.contains(Part.NLP_PROCESSOR)) {
            var analysing = with(Service.besideReaders(System.getenv()));
            analysing.put("lectern.nlp.instance", "local");
            others.add(started(Service.NLP_PROCESSOR.start(ports.of("nlp-processor"), analysing)).upstream());
        }
        return started(FrontDoor.open("127.0.0.1", ports.of("front-door"), home.directory("work"),
                new FrontDoor.Services(commandSide.upstream(), querySide.upstream(), others),
                ClientTimes.of(System.getenv()))).port();
    }

    /** Started twice the first time, because PostgreSQL loads what counts statements at its start only. */
    private EmbeddedPostgres postgres() throws SQLException {
        var fresh = EmbeddedPostgres.start(home, settings, ports);
        try (var connection = DriverManager.getConnection(fresh.connection().url(), "postgres", settings.password("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
            statement.execute("ALTER SYSTEM SET pg_stat_statements.track_utility = off");
            statement.execute("ALTER SYSTEM SET pg_stat_statements.track_planning = on");
            // 64 connections of a bare loop beside the services' pools
            statement.execute("ALTER SYSTEM SET max_connections = 200");
            statement.execute("ALTER SYSTEM SET track_commit_timestamp = on");
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
        fresh.close();
        return started(EmbeddedPostgres.start(home, settings, ports));
    }

    private Map<String, String> withDatabase(EmbeddedPostgres postgres, String role, Map<String, String> own) {
        var properties = with(own);
        properties.put("lectern.postgres.url", postgres.connection().url());
        properties.put("lectern.postgres.user", role);
        properties.put("lectern.postgres.password", postgres.connection().password(role));
        properties.put("lectern.postgres.owner-user", PostgresConnection.OWNER);
        properties.put("lectern.postgres.owner-password", postgres.connection().password(PostgresConnection.OWNER));
        return properties;
    }

    private Map<String, String> with(Map<String, String> own) {
        var properties = new HashMap<>(shared);
        properties.putAll(own);
        return properties;
    }

    private <T extends AutoCloseable> T started(T part) {
        started.push(part);
        return part;
    }

    private void stop() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }
    }
}
