package dev.lectern.command.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Servers;
import dev.lectern.contracts.performance.InstanceFigures;
import dev.lectern.contracts.performance.InstanceFigures.PoolFigures;
import dev.lectern.contracts.performance.InstanceFigures.RouteFigures;
import dev.lectern.contracts.performance.Instances;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an instance measures of its requests, and tells the query side. */
class PerformanceTest {

    private static final String SHELVES = "/api/v1/shelves";

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

    private Optional<InstanceFigures> told(int port) {
        return jdbc.sql(Instances.LATELY).query((row, _) -> Instances.heard(row)).list().stream()
                .filter(heard -> heard.service().equals("command-side") && heard.instance().endsWith(":" + port))
                .map(Instances.Heard::figures).findFirst();
    }

    private static Optional<RouteFigures> shelves(InstanceFigures figures) {
        return figures.routes().stream().filter(route -> route.method().equals("POST") && route.route().equals(SHELVES)).findFirst();
    }
}
