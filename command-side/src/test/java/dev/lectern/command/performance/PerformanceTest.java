package dev.lectern.command.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Kafka;
import dev.lectern.command.Servers;
import dev.lectern.contracts.Topics;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.performance.InstanceFigures;
import dev.lectern.contracts.performance.InstanceFigures.AnalysisFigures;
import dev.lectern.contracts.performance.InstanceFigures.MemoryFigures;
import dev.lectern.contracts.performance.InstanceFigures.PoolFigures;
import dev.lectern.contracts.performance.InstanceFigures.RouteFigures;
import dev.lectern.contracts.performance.Instances;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an instance measures of its requests, and tells the query side. */
class PerformanceTest {

    private static final String SHELVES = "/api/v1/shelves";
    private static final InstanceFigures PROCESSOR = new InstanceFigures(Instant.parse("2026-11-01T12:00:00Z"), List.of(), null, List.of(),
            new MemoryFigures(1, 2, 3), new AnalysisFigures(12, 1, 60_000, 30_000, 2, 2));

    private static final List<String> RUBBISH = List.of("{", "{}", "null", "{\"startedAt\":7}");

    private final JdbcClient jdbc = JdbcClient.create(Servers.postgres().getPostgresDatabase());

    @Test
    void each_route_says_what_it_took_and_how_many_statements_for_as_long_as_the_instance_runs() {
        int port;
        try (var service = Servers.startService()) {
            port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
            var reader = Client.of(port).newReader();

            var made = reader.post(SHELVES, "{\"name\":\"Sea\"}");
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.header("Server-Timing")).matches("db;dur=(?!0\\.0,)[0-9.]+, app;dur=[0-9.]+");
            assertThat(Client.of(port).post(SHELVES, "{}").header("Server-Timing")).startsWith("db;dur=0.0, app;dur=");

            var told = Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> told(port), figures -> figures.isPresent()
                    && shelves(figures.get()).isPresent()).orElseThrow();
            var shelves = shelves(told).orElseThrow();
            assertThat(shelves.requests()).isEqualTo(1);
            // the append
            assertThat(shelves.statementsPerRequest()).isEqualTo(1);
            assertThat(shelves.p50Ms()).isPositive().isLessThanOrEqualTo(shelves.p95Ms());
            assertThat(told.pools()).extracting(PoolFigures::name).contains("command");
            assertThat(told.cache()).isNull();
        }
        assertThat(told(port)).isEmpty();
    }

    @Test
    void what_a_processor_says_is_passed_on_until_it_goes() {
        var name = "processor-" + UUID.randomUUID();
        try (var _ = Servers.startService()) {
            // what was said before somebody listens is not heard, so it says it again, as a processor does
            var heard = Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                RUBBISH.forEach(rubbish -> Kafka.send(Topics.NLP_PROCESSORS, rubbish,
                        InstanceFigures.TYPE_OF_PROCESSORS, rubbish.getBytes(StandardCharsets.UTF_8)));
                Kafka.send(Topics.NLP_PROCESSORS, name, InstanceFigures.TYPE_OF_PROCESSORS, LecternJson.MAPPER.writeValueAsBytes(PROCESSOR));
                return heard(name);
            }, Optional::isPresent).orElseThrow();
            assertThat(heard.service()).isEqualTo("nlp-processor");
            assertThat(heard.figures()).isEqualTo(PROCESSOR);
            assertThat(RUBBISH).allSatisfy(rubbish -> assertThat(heard(rubbish)).isEmpty());

            Kafka.send(Topics.NLP_PROCESSORS, name, InstanceFigures.TYPE_OF_PROCESSORS, null);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> heard(name).isEmpty());
        }
    }

    private Optional<Instances.Heard> heard(String name) {
        return jdbc.sql(Instances.LATELY).query((row, _) -> Instances.heard(row)).list().stream()
                .filter(heard -> heard.instance().equals(name)).findFirst();
    }

    private Optional<InstanceFigures> told(int port) {
        return jdbc.sql(Instances.LATELY).query((row, _) -> Instances.heard(row)).list().stream()
                .filter(heard -> heard.service().equals("command-side") && heard.instance().endsWith(":" + port))
                .map(Instances.Heard::figures).findFirst();
    }

    private static Optional<RouteFigures> shelves(InstanceFigures figures) {
        return figures.routes().stream().filter(route -> route.method().equals("POST") && route.route().equals(SHELVES)).findFirst();
    }
}
