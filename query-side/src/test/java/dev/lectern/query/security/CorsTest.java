package dev.lectern.query.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.QuerySide;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What browsers may show to pages of other origins. */
class CorsTest {

    private static final String BOOKS = "/api/v1/books";
    private static final String PAGE = "https://reader.example";

    @Test
    void pages_of_other_origins_get_nothing_unless_they_are_named() {
        var answer = QuerySide.shared().as(UUID.randomUUID()).with("Origin", PAGE).get(BOOKS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void pages_of_an_origin_that_is_named_may_ask_and_see_what_the_api_says() {
        try (var querySide = QuerySide.start(Map.of("lectern.cors.origins", "https://other.example," + PAGE))) {
            var asked = querySide.asNobody().with("Origin", PAGE).with("Access-Control-Request-Method", "POST")
                    .with("Access-Control-Request-Headers", "authorization").ask("OPTIONS", BOOKS);
            assertThat(asked.status()).isEqualTo(200);
            assertThat(asked.header("Access-Control-Allow-Methods")).contains("POST");
            assertThat(asked.header("Access-Control-Allow-Credentials")).isEmpty();

            var answer = querySide.as(UUID.randomUUID()).with("Origin", PAGE).get(BOOKS);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
            assertThat(answer.header("Access-Control-Expose-Headers")).contains("Lectern-Position");

            var refused = querySide.as(UUID.randomUUID()).with("Origin", "https://evil.example").get(BOOKS);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }
}
