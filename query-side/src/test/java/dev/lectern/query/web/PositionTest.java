package dev.lectern.query.web;

import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.Position;
import dev.lectern.query.testing.QuerySide;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    private final QuerySide querySide = QuerySide.shared();
    private final UUID reader = UUID.randomUUID();

    @Test
    void a_reader_who_sends_the_writes_position_reads_their_own_write() {
        for (int books = 1; books <= 20; books++) {
            querySide.given(aBook().ownedBy(reader).uploaded());

            var reply = querySide.as(reader).with("Lectern-Min-Position", querySide.written().toString()).get("/api/v1/books");

            assertThat(reply.each("id")).hasSize(books);
            assertThat(Position.parse(reply.header("Lectern-Position"))).isGreaterThanOrEqualTo(querySide.written());
        }
    }

    @Test
    void a_position_that_does_not_come_is_503_with_the_time_to_ask_again() {
        try (var impatient = QuerySide.start(Map.of("lectern.read.max-wait", "50ms"))) {
            var reply = impatient.as(reader).with("Lectern-Min-Position", "999999999.999999999").get("/api/v1/books");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).isEqualTo("1");
            assertThat(reply.body().get("type").asString()).isEqualTo("https://lectern.dev/problems/position-not-reached");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "1", "1.2.3", "-1.5", "5.-1", "99999999999999999999.1", "."})
    void a_position_that_is_none_is_400(String rubbish) {
        assertThat(querySide.as(reader).with("Lectern-Min-Position", rubbish).get("/api/v1/books").status()).isEqualTo(400);
    }

    @Test
    void every_answer_says_where_its_time_went() {
        assertThat(querySide.as(reader).get("/api/v1/books").header("Server-Timing"))
                .matches("auth;dur=[0-9.]+, cache;desc=off;dur=0.0, db;dur=[0-9.]+, app;dur=[0-9.]+");
        assertThat(querySide.asNobody().ask("GET", "/api/v1/books").header("Server-Timing")).contains("app;dur=");
    }
}
