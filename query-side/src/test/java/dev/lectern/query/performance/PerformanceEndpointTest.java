package dev.lectern.query.performance;

import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.performance.InstanceFigures;
import dev.lectern.contracts.performance.InstanceFigures.MemoryFigures;
import dev.lectern.contracts.performance.InstanceFigures.RouteFigures;
import dev.lectern.contracts.performance.Instances;
import dev.lectern.query.testing.Plans;
import dev.lectern.query.testing.QuerySide;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class PerformanceEndpointTest {

    private static QuerySide querySide;

    private final UUID reader = UUID.randomUUID();

    @BeforeAll
    static void start() {
        querySide = QuerySide.start(Map.of());
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    private static JsonNode performance() {
        return querySide.asAdmin().get("/api/v1/admin/performance").json();
    }

    /** What the instance that answers says of itself. */
    private static JsonNode here() {
        return instance("query-side", URI.create(querySide.url("/")).getPort()).orElseThrow().get("figures");
    }

    private static Optional<JsonNode> instance(String service, int port) {
        return performance().get("instances").valueStream().filter(instance -> instance.get("service").asString().equals(service)
                && instance.get("instance").asString().endsWith(":" + port)).findFirst();
    }

    private static JsonNode route(String path) {
        return here().get("routes").valueStream().filter(route -> route.get("route").asString().equals(path)).findFirst().orElseThrow();
    }

    @Test
    void each_route_says_what_it_took_and_how_many_statements() {
        var book = aBook().ownedBy(reader);
        querySide.given(book.uploaded(), book.imported());
        IntStream.range(0, 3).forEach(n -> querySide.as(reader).get("/api/v1/books/" + book.id()));

        var ofBook = route("/api/v1/books/{id}");

        assertThat(ofBook.get("method").asString()).isEqualTo("GET");
        assertThat(ofBook.get("requests").asLong()).isEqualTo(3);
        assertThat(ofBook.get("statementsPerRequest").asDouble()).isEqualTo(1);
        assertThat(ofBook.get("p50Ms").asDouble()).isPositive().isLessThanOrEqualTo(ofBook.get("p95Ms").asDouble());
        assertThat(ofBook.get("p95Ms").asDouble()).isLessThanOrEqualTo(ofBook.get("p99Ms").asDouble());
    }

    @Test
    void what_readers_wait_for_is_counted_until_it_is_done() {
        var before = performance().get("queues");
        var importing = aBook().uploadedAt(NOON.minusSeconds(60));
        var waiting = aBook();
        querySide.given(importing.uploaded(), waiting.uploaded(), waiting.imported(), waiting.analysisRequested());

        var queues = performance().get("queues");
        assertThat(queues.get("imports").get("books").asInt()).isEqualTo(before.get("imports").get("books").asInt() + 1);
        assertThat(queues.get("imports").get("oldestAdded").asString()).isEqualTo(NOON.minusSeconds(60).toString());
        assertThat(queues.get("analyses").get("books").asInt()).isEqualTo(before.get("analyses").get("books").asInt() + 1);
        assertThat(queues.get("analyses").get("chapters").asInt()).isPositive();

        querySide.given(importing.imported());
        assertThat(performance().get("queues").get("imports").get("books").asInt()).isEqualTo(before.get("imports").get("books").asInt());
    }

    @Test
    void pools_and_memory_are_told() {
        var performance = here();

        assertThat(performance.get("pools").valueStream().map(pool -> pool.get("name").asString())).contains("readers");
        assertThat(performance.get("pools").get(0).get("most").asInt()).isPositive();
        assertThat(performance.get("memory").get("heapBytes").asLong()).isPositive()
                .isLessThanOrEqualTo(performance.get("memory").get("heapLimitBytes").asLong());
        assertThat(performance.get("cache").get("hitRate").isNull()).isTrue();
    }

    @Test
    void every_instance_is_told_of_whichever_answers() throws SQLException {
        tell("command-side", "writer:8081");
        assertThat(instance("command-side", 8081).orElseThrow().get("figures").get("routes").get(0).get("route").asString())
                .isEqualTo("/api/v1/shelves");
        assertThat(instance("command-side", 8081).orElseThrow().get("figures").get("cache").isNull()).isTrue();

        int port;
        try (var other = QuerySide.start(querySide.database(), Map.of())) {
            port = URI.create(other.url("/")).getPort();
            other.as(reader).get("/api/v1/shelves");
            QuerySide.eventually(() -> instance("query-side", port).filter(told -> told.get("figures").toString().contains("/api/v1/shelves")).isPresent());
        }
        assertThat(instance("query-side", port)).isEmpty();
    }

    @Test
    void an_instance_that_nobody_has_heard_of_for_a_minute_is_not_told_of() throws SQLException {
        tell("command-side", "gone:8081");
        assertThat(performance().get("instances").toString()).contains("gone:8081");
        JdbcClient.create(querySide.database().owner()).sql("UPDATE events.instance SET heard_at = heard_at - interval '61 seconds' WHERE instance = 'gone:8081'").update();
        assertThat(performance().get("instances").toString()).doesNotContain("gone:8081");
    }

    private static void tell(String service, String instance) throws SQLException {
        try (var connection = querySide.database().owner().getConnection()) {
            Instances.tell(connection, service, instance, new InstanceFigures(Instant.now(),
                    List.of(new RouteFigures("POST", "/api/v1/shelves", 7, 1, 2, 3, 4, 2.5)), null, List.of(), new MemoryFigures(1, 2, 3), null));
        }
    }

    @Test
    void what_waits_is_read_from_its_index() {
        querySide.given(IntStream.range(0, 500).boxed().flatMap(i -> {
            var book = aBook().ownedBy(reader);
            return i % 100 == 0 ? Stream.of(book.uploaded()) : Stream.of(book.uploaded(), book.imported());
        }).toList());
        querySide.as(reader).get("/api/v1/books?limit=1");
        JdbcClient.create(querySide.database().owner()).sql("ANALYZE query.library_g1").update();

        assertThat(Plans.of(querySide, WorkQueries.QUEUES)).contains("library_g1_in_work").doesNotContain("Seq Scan");
    }
}
