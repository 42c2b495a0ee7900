package dev.lectern.query.cache;

import static dev.lectern.query.testing.QuerySide.eventually;
import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ShelfEvent.BookAdded;
import dev.lectern.contracts.event.ShelfEvent.BookRemoved;
import dev.lectern.contracts.event.ShelfEvent.ShelfCreated;
import dev.lectern.contracts.event.ShelfEvent.ShelfRenamed;
import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.StoredBook;
import dev.lectern.query.testing.TestBook;
import dev.lectern.query.testing.TestRedis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances that share a Redis answer as one that has none, whatever happens to readers and to Redis. */
class CacheIsNeverWrongTest {

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final UUID reader = UUID.randomUUID();
    private final TestBook book = aBook().ownedBy(reader);
    private final TestBook other = aBook().ownedBy(reader).called("Emma");
    private final UUID shelf = UUID.randomUUID();
    private final List<String> paths = Stream.of("/api/v1/books", "/api/v1/books?readStatus=reading", "/api/v1/books?starred=true",
            "/api/v1/books?shelf=" + shelf, "/api/v1/books/{book}", "/api/v1/books/{book}/toc", "/api/v1/books/{book}/chapters",
            "/api/v1/books/{book}/chapters/1", "/api/v1/books/{book}/chapters/1?marks=true", "/api/v1/books/{book}/descriptions",
            "/api/v1/books/{book}/progress", "/api/v1/books/{book}/progress/history", "/api/v1/shelves", "/api/v1/me/statistics",
            "/api/v1/me/sessions", "/api/v1/books/" + other.id() + "/descriptions").map(path -> path.replace("{book}", book.id().toString())).toList();

    private TestRedis redis;
    private QuerySide one;
    private QuerySide two;
    private QuerySide uncached;
    private int steps;

    @BeforeEach
    void start() {
        redis = TestRedis.with("maxmemory 3mb", "maxmemory-policy allkeys-lru");
        uncached = QuerySide.start(Map.of("lectern.read.max-wait", "30s"));
        var properties = new HashMap<>(redis.properties());
        properties.put("lectern.content.directory", uncached.directory().toString());
        properties.put("lectern.redis.timeout", "100ms");
        properties.put("lectern.read.max-wait", "30s");
        one = QuerySide.start(uncached.database(), properties);
        two = QuerySide.start(uncached.database(), properties);
        var stored = new StoredBook(book, uncached.store()).chapter("Loomings", "Call me Ishmael.");
        uncached.given(stored.uploaded(), stored.imported(), other.uploaded(), other.imported(),
                // a text is described before its books hear of it
                other.described(1, other.passage(1, 0, 4, DescriptionType.OBJECT, 1)), new ShelfCreated(shelf, reader, "Sea", NOON));
        eventually(() -> FinishedAnswersTest.cacheIsOn(one) && FinishedAnswersTest.cacheIsOn(two));
    }

    @AfterEach
    void stop() {
        List.of(one, two, uncached).forEach(QuerySide::close);
        redis.close();
    }

    private DomainEvent something() {
        steps++;
        var at = NOON.plusSeconds(steps * 300L);
        return switch (random.nextInt(13)) {
            case 0 -> book.starred();
            case 1 -> book.unstarred();
            case 2 -> book.setTo(ReadStatus.values()[random.nextInt(4)]);
            case 3 -> book.renamed("Title " + steps);
            case 4 -> book.deleted();
            case 5 -> book.restored();
            case 6 -> new BookAdded(shelf, reader, (random.nextBoolean() ? book : other).id(), at);
            case 7 -> new BookRemoved(shelf, reader, book.id(), at);
            case 8 -> new ShelfRenamed(shelf, reader, "Shelf " + steps, at);
            case 9 -> other.described(1, other.passage(1, steps, steps + 4, DescriptionType.OBJECT, steps % 100));
            case 10 -> other.analysed(1, steps, 1, steps);
            default -> (random.nextBoolean() ? book : other).readTo(random.nextInt(100), "phone", at);
        };
    }

    private void compareAll() {
        for (var path : paths) {
            var right = uncached.as(reader).get(path);
            for (var instance : List.of(one, two)) {
                var given = instance.as(reader).with("Lectern-Min-Position", uncached.written().toString()).get(path);
                assertThat(given.status()).as(path).isEqualTo(right.status());
                if (right.status() == 200) {
                    assertThat(given.json()).as(path + " after " + steps + " steps, seed " + seed).isEqualTo(right.json());
                    assertThat(given.header("ETag")).isEqualTo(right.header("ETag"));
                }
            }
        }
    }

    @Test
    void whatever_happens_to_a_reader() {
        for (int i = 0; i < 60; i++) {
            uncached.given(something());
            compareAll();
        }
        assertThat(hits()).isPositive();
    }

    @Test
    void while_redis_is_flushed_paused_stopped_and_started() {
        for (int i = 0; i < 30; i++) {
            switch (i % 10) {
                case 2 -> redis.ask(commands -> commands.flushall());
                case 4 -> {
                    redis.ask(commands -> commands.clientPause(5_000));
                    assertThat(redisHealth()).isEqualTo("DEGRADED");
                }
                case 6 -> redis.stop();
                case 8 -> redis.start();
                default -> { }
            }
            uncached.given(something());
            compareAll();
        }
        eventually(() -> FinishedAnswersTest.cacheIsOn(one));
    }

    @Test
    void while_redis_is_full() {
        redis.ask(commands -> {
            for (int i = 0; i < 2_000; i++) {
                commands.set("filler " + i, "x".repeat(10_000));
            }
            return commands.dbsize();
        });
        for (int i = 0; i < 10; i++) {
            uncached.given(something());
            compareAll();
        }
        assertThat(redisHealth()).isEqualTo("UP");
    }

    @Test
    void while_redis_is_put_back_as_it_was() {
        compareAll();
        var old = redis.ask(commands -> {
            var dumps = new HashMap<String, byte[]>();
            commands.keys("lectern:*").forEach(key -> dumps.put(key, commands.dump(key)));
            return dumps;
        });
        for (int i = 0; i < 20; i++) {
            uncached.given(something());
            compareAll();
            redis.ask(commands -> {
                commands.flushall();
                old.forEach((key, dump) -> commands.restore(key, 0, dump));
                return commands.dbsize();
            });
        }
    }

    private String redisHealth() {
        return one.asNobody().get("/actuator/health").json().get("components").get("redis").get("status").asString();
    }

    private long hits() {
        return one.asAdmin().ask("GET", "/api/v1/admin/cache/stats").json().get("hits").asLong();
    }
}
