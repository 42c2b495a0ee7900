package dev.lectern.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.QuerySide;
import dev.lectern.web.Dripping;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send too slowly or too much don't keep a connection, and others don't notice them. */
@Timeout(120)
class SlowClientsTest {

    private static final String THROTTLE = "/api/v1/admin/projections/library/replays/" + UUID.randomUUID() + "/throttle";

    private static QuerySide querySide;
    private static int port;

    @BeforeAll
    static void start() {
        querySide = QuerySide.start(Map.of("lectern.clients.header-time", "200ms", "lectern.clients.body-time", "200ms",
                "lectern.clients.max-body", "10KB"));
        port = URI.create(querySide.url("/")).getPort();
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @Test
    void a_head_that_does_not_end_ends_the_connection() throws Exception {
        assertThat(Dripping.untilClosed(port, "GET /api/v1/books HTTP/1.1\r\nHost: localhost\r\nSlow: ", othersAreServed())).isEmpty();
    }

    @Test
    void a_body_that_comes_too_slowly_is_answered_408() throws Exception {
        var token = querySide.issuer().token(UUID.randomUUID(), "READER", "ADMIN");
        assertThat(Dripping.untilClosed(port, "POST " + THROTTLE + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n{\"", othersAreServed()))
                .startsWith("HTTP/1.1 408 ").contains("application/problem+json");
    }

    @Test
    void a_body_of_somebody_unknown_is_not_waited_for() throws Exception {
        assertThat(Dripping.untilClosed(port, "POST " + THROTTLE + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n",
                othersAreServed())).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void a_body_that_is_too_long_is_answered_413() {
        var answer = querySide.asAdmin().post(THROTTLE, "{\"throttle\":" + " ".repeat(20_000) + "1}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body().get("type").asString()).endsWith("/too-large");
    }

    private static Callable<?> othersAreServed() {
        return () -> assertThat(querySide.asNobody().ask("GET", "/openapi.json").status()).isEqualTo(200);
    }
}
