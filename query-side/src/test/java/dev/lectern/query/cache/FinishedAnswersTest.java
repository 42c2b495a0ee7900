package dev.lectern.query.cache;

import static dev.lectern.query.testing.QuerySide.eventually;
import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.ReaderEvent.ReaderErased;
import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.query.testing.CountedStatements;
import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.QuerySide.Reply;
import dev.lectern.query.testing.StoredBook;
import dev.lectern.query.testing.TestBook;
import dev.lectern.query.testing.TestRedis;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Reader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinishedAnswersTest {

    private static TestRedis redis;
    private static QuerySide querySide;

    private final UUID reader = UUID.randomUUID();
    private final TestBook book = aBook().ownedBy(reader);

    @BeforeAll
    static void start() {
        redis = TestRedis.with();
        querySide = QuerySide.start(redis.properties(), CountedStatements.class);
        eventually(() -> cacheIsOn(querySide));
    }

    @AfterAll
    static void stop() {
        querySide.close();
        redis.close();
    }

    static boolean cacheIsOn(QuerySide querySide) {
        return querySide.bean("answerCache", AnswerCache.class).isOn();
    }

    @BeforeEach
    void aBookInTheLibrary() {
        var stored = new StoredBook(book, querySide.store())
                .chapter("Loomings", "Call me Ishmael. " + reader).chapter("The Carpet-Bag", "I stuffed a shirt. " + reader);
        querySide.given(stored.uploaded(), stored.imported(), book.readTo(10, "phone", NOON),
                book.described(1, book.passage(1, 0, 4, DescriptionType.CHARACTER, 50)), book.analysed(1, 1, 1, 1));
    }

    private Reply get(String path) {
        return querySide.as(reader).get(path.replace("{book}", book.id().toString()));
    }

    private static String cacheOf(Reply reply) {
        return reply.header("Server-Timing").replaceAll(".*cache;desc=([a-z]+).*", "$1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/books", "/api/v1/books?limit=1&sort=title", "/api/v1/books/{book}", "/api/v1/books/{book}/toc",
            "/api/v1/books/{book}/chapters?limit=1", "/api/v1/books/{book}/chapters/1", "/api/v1/books/{book}/chapters/1?marks=true",
            "/api/v1/books/{book}/descriptions", "/api/v1/books/{book}/chapters/1/descriptions", "/api/v1/books/{book}/progress",
            "/api/v1/books/{book}/progress/history", "/api/v1/shelves", "/api/v1/me/statistics", "/api/v1/me/sessions"})
    void an_answer_given_again_costs_no_statement_and_is_the_same_in_every_respect(String path) {
        var first = get(path);
        assertThat(first.status()).isEqualTo(200);

        var statements = CountedStatements.during(() -> {
            var again = get(path);
            assertThat(cacheOf(again)).isEqualTo("hit");
            assertThat(again.bytes()).isEqualTo(first.bytes());
            assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(again.header("Link")).isEqualTo(first.header("Link"));
            assertThat(querySide.as(reader).with("If-None-Match", first.header("ETag"))
                    .ask("GET", path.replace("{book}", book.id().toString())).status()).isEqualTo(304);
        });

        assertThat(cacheOf(first)).isEqualTo("miss");
        assertThat(statements).isEmpty();
    }

    @Test
    void an_answer_goes_out_as_it_is_stored_if_the_client_takes_it() throws IOException {
        var plain = get("/api/v1/books");
        var zipped = querySide.as(reader).with("Accept-Encoding", "gzip").ask("GET", "/api/v1/books");

        assertThat(cacheOf(zipped)).isEqualTo("hit");
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        try (var inflated = new GZIPInputStream(new ByteArrayInputStream(zipped.bytes()))) {
            assertThat(inflated.readAllBytes()).isEqualTo(plain.bytes());
        }
    }

    @Test
    void a_new_place_makes_only_those_answers_anew_that_show_it() {
        var all = List.of("/api/v1/books", "/api/v1/books/{book}/toc", "/api/v1/books/{book}/chapters/1", "/api/v1/books/{book}/progress");
        all.forEach(this::get);
        querySide.given(book.readTo(20, "phone", NOON.plusSeconds(1)));

        assertThat(all).map(path -> cacheOf(get(path))).containsExactly("miss", "hit", "hit", "miss");
    }

    @Test
    void an_answer_from_before_a_change_that_is_stored_after_it_is_never_given() {
        var cache = querySide.bean("answerCache", AnswerCache.class);
        var me = new Reader(reader);
        Supplier<Answer<String>> asking = () -> cache.answer(Kind.PROGRESS, me, "interleaved", () -> "new");
        get("/api/v1/books");

        // a slow reader: has asked the database, then everything happens, then it stores what it has
        cache.answer(Kind.PROGRESS, me, "interleaved", () -> {
            querySide.given(book.readTo(30, "phone", NOON.plusSeconds(2)));
            get("/api/v1/books");
            assertThat(text(asking.get())).isEqualTo("\"new\"");
            return "old";
        });
        eventually(() -> redis.ask(commands -> commands.keys("lectern:progress:*:" + reader + ":*").size()) == 1);

        assertThat(text(asking.get())).isEqualTo("\"new\"");
    }

    @Test
    void an_answer_from_before_a_change_is_not_given_from_this_instances_memory_either() {
        get("/api/v1/books");
        redis.ask(commands -> commands.flushall());
        var before = get("/api/v1/books");
        assertThat(cacheOf(before)).as("Redis has nothing any more").isEqualTo("hit");

        querySide.given(book.readTo(30, "phone", NOON.plusSeconds(2)));

        var after = get("/api/v1/books");
        assertThat(cacheOf(after)).isEqualTo("miss");
        assertThat(after.json().get("items").get(0).get("progressPercent")).isNotEqualTo(before.json().get("items").get(0).get("progressPercent"));
    }

    @Test
    void what_an_administrator_clears_on_one_instance_others_forget_too() {
        try (var other = QuerySide.start(querySide.database(), redis.properties())) {
            eventually(() -> cacheIsOn(other));
            var copies = other.bean("localCopies", LocalCopies.class);
            other.as(reader).with("Lectern-Min-Position", querySide.written().toString()).get("/api/v1/books");
            assertThat(copies.count()).isPositive();

            querySide.asAdmin().ask("DELETE", "/api/v1/admin/cache/library:*");

            eventually(() -> copies.count() == 0);
        }
    }

    private static String text(Answer<String> answer) {
        return switch (answer) {
            case Answer.Fresh<String>(var value) -> '"' + value + '"';
            case Answer.Finished<String> finished -> inflated(finished.gzipped().get());
        };
    }

    private static String inflated(byte[] bytes) {
        try (var inflated = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(inflated.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_answer_of_another_generation_is_out_of_reach() throws SQLException {
        get("/api/v1/books");
        var models = querySide.bean("readModels", ReadModels.class);
        var before = models.build().orElseThrow();
        try (var connection = querySide.database().owner().getConnection(); var statement = connection.createStatement()) {
            statement.execute("UPDATE query.generation SET activated_at = now() WHERE projection = 'library' AND state = 'active'");
        }
        eventually(() -> !models.build().orElse(before).equals(before));

        assertThat(cacheOf(get("/api/v1/books"))).isEqualTo("miss");
        assertThat(cacheOf(get("/api/v1/books"))).isEqualTo("hit");
    }

    @Test
    void one_reader_never_gets_anothers_answer() {
        get("/api/v1/books");
        assertThat(querySide.as(UUID.randomUUID()).get("/api/v1/books").each("id")).isEmpty();
        assertThat(querySide.as(UUID.randomUUID()).get("/api/v1/books/" + book.id()).status()).isEqualTo(404);
    }

    @Test
    void what_looks_alike_is_not_taken_for_the_same() {
        assertThat(get("/api/v1/books?q=null").each("id")).isEmpty();
        assertThat(get("/api/v1/books").each("id")).hasSize(1);
        assertThat(get("/api/v1/books?genre=a%2C%20text%3Db").each("id")).isEmpty();
    }

    @Test
    void who_nears_the_end_of_a_chapter_finds_the_next_one_ready() {
        querySide.given(book.readTo(85, "phone", NOON.plusSeconds(3)));
        eventually(() -> redis.ask(commands -> commands.keys("lectern:chapter:*:" + reader + ":*").size()) == 1);

        assertThat(cacheOf(get("/api/v1/books/{book}/chapters/2"))).isEqualTo("hit");
    }

    @Test
    void an_erased_reader_leaves_nothing_behind() {
        List.of("/api/v1/books", "/api/v1/shelves", "/api/v1/me/statistics").forEach(this::get);
        eventually(() -> redis.ask(commands -> commands.keys("lectern:*:*:" + reader + ":*").size()) == 3);

        querySide.given(new ReaderErased(reader, NOON));
        assertThat(get("/api/v1/me/sessions").each("bookId")).isEmpty();

        eventually(() -> redis.ask(commands -> commands.keys("lectern:*:*:" + reader + ":*").stream()
                .noneMatch(key -> !key.startsWith("lectern:statistics"))));
        eventually(() -> querySide.bean("localCopies", LocalCopies.class).keys().stream()
                .noneMatch(key -> key.contains(reader.toString()) && !key.startsWith("lectern:statistics")));
    }

    @Test
    void administrators_see_how_the_cache_does_and_clear_it_and_warm_it() {
        get("/api/v1/books");
        get("/api/v1/books");
        var statistics = querySide.asAdmin().ask("GET", "/api/v1/admin/cache/stats").json();
        assertThat(statistics.get("state").asString()).isEqualTo("up");
        assertThat(statistics.get("keys").asLong()).isPositive();
        assertThat(statistics.get("memoryBytes").asLong()).isPositive();
        var library = statistics.get("kinds").valueStream().filter(kind -> kind.get("kind").asString().equals("library")).findFirst().orElseThrow();
        assertThat(library.get("hits").asLong()).isPositive();
        assertThat(library.get("hitRate").asDouble()).isBetween(0.0, 1.0);
        var local = statistics.get("local");
        assertThat(local.get("hits").asLong()).isPositive().isLessThanOrEqualTo(statistics.get("hits").asLong());
        assertThat(local.get("memoryBytes").asLong()).isPositive().isLessThanOrEqualTo(local.get("limitBytes").asLong());

        get("/api/v1/books/{book}");
        eventually(() -> querySide.asAdmin().ask("DELETE", "/api/v1/admin/cache/library:*").json().get("keys").asLong() > 0);
        assertThat(cacheOf(get("/api/v1/books/{book}"))).isEqualTo("hit");
        assertThat(querySide.asAdmin().ask("POST", "/api/v1/admin/cache/warm").json().get("readers").asInt()).isPositive();
        assertThat(cacheOf(get("/api/v1/books"))).isEqualTo("hit");

        assertThat(querySide.asAdmin().ask("DELETE", "/api/v1/admin/cache").json().get("keys").asLong()).isPositive();
        assertThat(cacheOf(get("/api/v1/books/{book}"))).isEqualTo("miss");
        assertThat(querySide.asAdmin().ask("DELETE", "/api/v1/admin/cache/a%22b").status()).isEqualTo(400);
        assertThat(querySide.as(reader).ask("DELETE", "/api/v1/admin/cache").status()).isEqualTo(403);
        assertThat(querySide.as(reader).ask("GET", "/api/v1/admin/cache/stats").status()).isEqualTo(403);
    }
}
