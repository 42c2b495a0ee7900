// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.services;

import dev.lectern.local.door.ClientTimes;
import dev.lectern.local.door.FrontDoor;
import dev.lectern.local.home.DataDirectory;
import dev.lectern.local.home.Ports;
import dev.lectern.local.home.Settings;
import dev.lectern.local.servers.EmbeddedKafka;
import dev.lectern.local.servers.EmbeddedPostgres;
import dev.lectern.local.servers.EmbeddedRedis;
import dev.lectern.local.servers.PostgresConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Everything that {@code up} runs: the embedded servers, unless real ones are named, the services, the front door. */
public final class Whole {

    /** Environment variables that name a real server; its embedded one is then not started. */
    public static final String POSTGRES_URL = "LECTERN_POSTGRES_URL";
    public static final String KAFKA_BOOTSTRAP = "LECTERN_KAFKA_BOOTSTRAP";
    public static final String REDIS_URL = "LECTERN_REDIS_URL";

    private final DataDirectory home;
    private final Settings settings;
    private final Ports ports;
    private final Map<String, String> environment;
    private final Startup startup;
    private final Map<String, String> shared = new HashMap<>();
    private final Map<String, String> commandSide = new HashMap<>();
    private final Map<String, String> querySide = new HashMap<>();

    public Whole(DataDirectory home, Settings settings, Map<String, String> environment, Startup startup) {
        this.home = home;
        this.settings = settings;
        this.ports = new Ports(settings);
        this.environment = environment;
        this.startup = startup;
    }

    /**
     * Returns when the front door is open.
     *
     * @param administrator the property values {@code lectern.admin.*} for the command side
     */
    public FrontDoor start(String host, int port, Map<String, String> administrator) throws InterruptedException {
        commandSide.putAll(administrator);
        startServers();
        return startServices(host, port);
    }

    /** Where Kafka is, once everything has started: {@code host:port,…}. */
    public String kafka() {
        return environment.getOrDefault(KAFKA_BOOTSTRAP, shared.getOrDefault("lectern.kafka.bootstrap", ""));
    }

    private void startServers() throws InterruptedException {
        var none = CompletableFuture.<AutoCloseable>completedFuture(() -> {});
        var postgres = environment.containsKey(POSTGRES_URL) ? none
                : startup.start("PostgreSQL", () -> use(EmbeddedPostgres.start(home, settings, ports)));
        var redis = environment.containsKey(REDIS_URL) ? none
                : startup.start("Redis", () -> use(EmbeddedRedis.start(home, settings, ports)));
        var kafka = environment.containsKey(KAFKA_BOOTSTRAP) ? none
                : startup.start("Kafka", () -> use(EmbeddedKafka.start(home, ports)));
        await(postgres);
        await(redis);
        await(kafka);
    }

    private FrontDoor startServices(String host, int port) throws InterruptedException {
        var commandPort = ports.of("command-side");
        shared.put("lectern.content.directory", environment.getOrDefault("LECTERN_CONTENT_DIRECTORY", home.content().toString()));
        querySide.put("lectern.issuer.jwks-url", environment.getOrDefault("LECTERN_ISSUER_JWKS_URL",
                "http://127.0.0.1:" + commandPort + "/.well-known/jwks.json"));

        var analysing = new HashMap<>(Service.besideReaders(environment));
        analysing.put("lectern.nlp.instance", "local");
        var nlp = start(Service.NLP_PROCESSOR, ports.of("nlp-processor"), analysing);
        // its migrations make the event log that the query side reads
        var command = await(start(Service.COMMAND_SIDE, commandPort, commandSide));
        var query = await(start(Service.QUERY_SIDE, ports.of("query-side"), querySide));
        var services = new FrontDoor.Services(command.upstream(), query.upstream(), List.of(await(nlp).upstream()));
        return await(startup.start("front door", () -> FrontDoor.open(host, port, home.directory("work"), services,
                ClientTimes.of(environment))));
    }

    private CompletableFuture<Service.Running> start(Service service, int port, Map<String, String> own) {
        var properties = new HashMap<>(shared);
        properties.putAll(own);
        return startup.start(service.name(), () -> service.start(port, properties));
    }

    private synchronized EmbeddedPostgres use(EmbeddedPostgres postgres) {
        var connection = postgres.connection();
        for (var properties : List.of(commandSide, querySide)) {
            var role = properties == commandSide ? PostgresConnection.COMMAND_SIDE : PostgresConnection.QUERY_SIDE;
            properties.put("lectern.postgres.url", connection.url());
            properties.put("lectern.postgres.user", role);
            properties.put("lectern.postgres.password", connection.password(role));
            properties.put("lectern.postgres.owner-user", PostgresConnection.OWNER);
            properties.put("lectern.postgres.owner-password", connection.password(PostgresConnection.OWNER));
        }
        return postgres;
    }

    private synchronized EmbeddedKafka use(EmbeddedKafka kafka) {
        shared.put("lectern.kafka.bootstrap", kafka.bootstrap());
        shared.put("lectern.nlp.bootstrap", kafka.bootstrap());
        // there is one of each service on this Kafka: after a crash it need not wait for its predecessor's time-out
        shared.put("lectern.kafka.instance", "local");
        return kafka;
    }

    private synchronized EmbeddedRedis use(EmbeddedRedis redis) {
        shared.put("lectern.redis.url", redis.url().toString());
        return redis;
    }

    private static <T> T await(CompletableFuture<T> start) throws InterruptedException {
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        }
    }
}
