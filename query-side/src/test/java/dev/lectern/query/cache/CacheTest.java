package dev.lectern.query.cache;

import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.StoredBook;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** The cache helps while Redis is there, and nobody notices when it isn't. */
class CacheTest {

    private final UUID reader = UUID.randomUUID();

    @Test
    void a_chapter_comes_from_redis_the_second_time_and_without_redis_all_the_same() throws IOException {
        int port = freePort();
        var redis = new RedisServer(port);
        redis.start();
        try (var querySide = QuerySide.start(Map.of("lectern.redis.url", "redis://localhost:" + port, "lectern.redis.timeout", "1s",
                "lectern.cache.memory", "0"))) {
            var book = aBook().ownedBy(reader);
            var stored = new StoredBook(book, querySide.store()).chapter("Loomings", "Call me Ishmael.");
            querySide.given(stored.uploaded(), stored.imported());
            var chapter = "/api/v1/books/" + book.id() + "/chapters/1";
            QuerySide.eventually(() -> redisHealth(querySide).equals("UP"));

            QuerySide.eventually(() -> querySide.as(reader).get(chapter).header("Server-Timing").contains("cache;desc=hit"));
            assertThat(querySide.as(reader).get(chapter).json().get("text").asString()).isEqualTo("Call me Ishmael.");

            redis.stop();
            assertThat(querySide.as(reader).get(chapter).json().get("text").asString()).isEqualTo("Call me Ishmael.");
            QuerySide.eventually(() -> querySide.as(reader).get(chapter).header("Server-Timing").contains("cache;desc=off"));
            assertThat(redisHealth(querySide)).isEqualTo("DEGRADED");

            redis.start();
            QuerySide.eventually(() -> querySide.as(reader).get(chapter).header("Server-Timing").contains("cache;desc=hit"));
        } finally {
            redis.stop();
        }
    }

    @Test
    void what_an_instance_has_in_its_own_memory_it_gives_while_redis_is_away_until_something_changes() throws IOException {
        int port = freePort();
        var redis = new RedisServer(port);
        redis.start();
        try (var querySide = QuerySide.start(Map.of("lectern.redis.url", "redis://localhost:" + port, "lectern.redis.timeout", "1s"))) {
            var book = aBook().ownedBy(reader);
            querySide.given(book.uploaded(), book.imported());
            QuerySide.eventually(() -> cacheUse(querySide).equals("hit"));

            redis.stop();
            QuerySide.eventually(() -> redisHealth(querySide).equals("DEGRADED"));
            assertThat(cacheUse(querySide)).isEqualTo("hit");

            querySide.given(book.renamed("Emma"));
            assertThat(querySide.as(reader).get("/api/v1/books").each("title")).containsExactly("Emma");
            assertThat(cacheUse(querySide)).isEqualTo("hit");
        } finally {
            redis.stop();
        }
    }

    private String cacheUse(QuerySide querySide) {
        return querySide.as(reader).get("/api/v1/books").header("Server-Timing").replaceAll(".*cache;desc=([a-z]+).*", "$1");
    }

    @Test
    void the_service_starts_without_redis_and_is_degraded_not_down() throws IOException {
        try (var querySide = QuerySide.start(Map.of("lectern.redis.url", "redis://localhost:" + freePort()))) {
            assertThat(querySide.as(reader).get("/api/v1/books").json().get("items")).isEmpty();
            var health = querySide.asNobody().get("/actuator/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().get("status").asString()).isEqualTo("DEGRADED");
            assertThat(health.json().get("components").propertyNames())
                    .contains("postgres", "redis", "eventlog", "projections", "content");
        }
    }

    private static String redisHealth(QuerySide querySide) {
        return querySide.asNobody().get("/actuator/health").body().get("components").get("redis").get("status").asString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
