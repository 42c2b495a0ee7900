package dev.lectern.acceptance;

import static dev.lectern.acceptance.Waiting.untilAnalysed;
import static dev.lectern.acceptance.Waiting.untilImported;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A book's whole way, through a Lectern that was started as a person starts it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeIT {

    @TempDir static Path directory;
    private static Lectern lectern;
    private static Api admin;

    @BeforeAll
    static void start() throws IOException {
        lectern = Lectern.up(directory.resolve("data"));
        admin = lectern.asAdministrator();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        assertThat(lectern.stop()).isZero();
    }

    @Test
    void a_book_arrives_with_its_chapters_contents_and_descriptions() throws Exception {
        var uploaded = admin.upload(new SmallEpub("The Harbour", 3).bytes(), "harbour.epub");
        assertThat(uploaded.status()).isEqualTo(202);
        assertThat(admin.getAt(uploaded.position(), "/api/v1/books/" + uploaded.id()).status()).isEqualTo(200);
        untilAnalysed(admin, uploaded.id());

        var book = admin.book(uploaded.id());
        assertThat(book.path("title").stringValue()).isEqualTo("The Harbour");
        assertThat(book.at("/authors/0").stringValue()).isEqualTo("Ann Author");
        assertThat(book.path("chapters").asInt()).isEqualTo(3);
        assertThat(book.at("/analysis/descriptions").asInt()).isPositive();

        var path = "/api/v1/books/" + uploaded.id();
        assertThat(admin.get(path + "/chapters/2").body().path("text").stringValue("")).contains("chapter 2 of The Harbour");
        assertThat(admin.get(path + "/toc").raw().body()).asString().contains("Chapter 3");
        assertThat(admin.get(path + "/descriptions").body().path("items")).isNotEmpty();
        assertThat(admin.get(path + "/file", "Range", "bytes=0-3").raw().body()).isEqualTo(new byte[] {'P', 'K', 3, 4});
        assertThat(admin.get("/api/v1/books?limit=100").raw().body()).asString().contains("The Harbour");
    }

    @Test
    void the_same_file_again_is_the_same_book() throws Exception {
        var file = new SmallEpub("Twice", 1).bytes();
        var first = admin.upload(file, "once.epub");
        var second = admin.upload(file, "again.epub");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.id()).isEqualTo(first.id());
    }

    @Test
    void what_is_no_book_is_refused_with_a_sentence() throws Exception {
        var answer = admin.upload("no book".getBytes(), "no.epub");
        assertThat(answer.status()).isIn(415, 422);
        assertThat(answer.body().path("detail").stringValue("")).isNotBlank();
    }

    @Test
    void a_reader_reads_their_own_place_at_once() throws Exception {
        var book = admin.upload(new SmallEpub("A Place", 4).bytes(), "place.epub");
        untilImported(admin, book.id());
        var written = admin.post("/api/v1/books/" + book.id() + "/progress", Map.of("locator", Map.of("chapter", 4, "progression", 0.5),
                "deviceId", "test", "recordedAt", Instant.now().toString()));
        assertThat(written.status()).isEqualTo(200);
        var progress = admin.getAt(written.position(), "/api/v1/books/" + book.id() + "/progress").body();
        assertThat(progress.at("/current/locator/chapter").asInt()).isEqualTo(4);
        var row = admin.getAt(written.position(), "/api/v1/books/" + book.id()).body();
        assertThat(row.path("progressPercent").asDouble()).isGreaterThan(50);
    }

    @Test
    void another_readers_book_does_not_exist() throws Exception {
        var book = admin.upload(new SmallEpub("Mine", 1).bytes(), "mine.epub");
        var stranger = Api.registered(lectern.url(), "stranger@lectern.local", "a stranger's password");
        assertThat(stranger.get("/api/v1/books/" + book.id()).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/books").body().path("items")).isEmpty();
    }

    @Test
    void moby_dick_is_read_to_its_last_chapter() throws Exception {
        var file = Lectern.project().resolveSibling("shared/epubs/novels/herman-melville_moby-dick.epub");
        assumeThat(Files.isDirectory(Lectern.project().resolveSibling("shared/epubs"))).isTrue();
        var uploaded = admin.upload(Files.readAllBytes(file), "moby-dick.epub");
        untilImported(admin, uploaded.id());
        var last = admin.book(uploaded.id()).path("chapters").asInt();
        assertThat(last).isGreaterThan(130);
        untilAnalysed(admin, uploaded.id(), Duration.ofMinutes(6));
        // what comes last in the file are notes and a licence; the story's own last chapter is the one that must have been read
        var path = "/api/v1/books/" + uploaded.id();
        var described = 0;
        for (var chapter = last; chapter > last - 6; chapter--) {
            described += admin.get(path + "/chapters/" + chapter + "/descriptions").body().path("items").size();
        }
        assertThat(described).isPositive();
        assertThat(admin.book(uploaded.id()).at("/analysis/descriptions").asInt()).isGreaterThan(500);
    }

    @Test
    void the_command_line_adds_lists_and_examines() throws Exception {
        var file = Files.write(directory.resolve("shell.epub"), new SmallEpub("From the Shell", 2).bytes());
        var added = lectern.run("add", file.toString());
        assertThat(added.output()).contains("✓ From the Shell");
        assertThat(added.status()).isZero();
        var failed = lectern.run("add", file.toString(), directory.resolve("missing.epub").toString());
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.output()).contains("✗ missing.epub: there is no such file");
        assertThat(lectern.run("list").output()).contains("From the Shell").contains("100 %");
        assertThat(lectern.run("doctor")).satisfies(doctor -> assertThat(doctor.status()).as(doctor.output()).isZero());
    }

    @Test
    void whoever_started_it_sees_what_becomes_of_a_book() throws Exception {
        var book = admin.upload(new SmallEpub("In Sight", 2).bytes(), "sight.epub");
        untilAnalysed(admin, book.id());
        await().atMost(Duration.ofSeconds(30)).until(() -> lectern.shown().stream().anyMatch(line -> line.startsWith("✓ In Sight: ")));
        assertThat(lectern.shown().stream().filter(line -> line.contains("In Sight"))).hasSize(1);
    }

    @Test
    void every_event_of_a_book_is_on_kafka_once() throws Exception {
        var book = admin.upload(new SmallEpub("On Kafka", 5).bytes(), "kafka.epub");
        untilAnalysed(admin, book.id());
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var log = EventLog.readAll(lectern.kafka());
            assertThat(log.ids()).doesNotHaveDuplicates();
            assertThat(log.of(book.id(), "book.uploaded")).hasSize(1);
            assertThat(log.of(book.id(), "book.imported")).hasSize(1);
            assertThat(log.analysedChapters(book.id())).containsExactlyInAnyOrderElementsOf(EventLog.chapters(5));
        });
    }

    @Test
    void the_front_door_describes_itself() throws Exception {
        var paths = admin.get("/openapi.json").body().path("paths");
        assertThat(paths.path("/api/v1/books").propertyNames()).contains("get", "post");
        assertThat(paths.path("/api/v1/admin/projections/{name}/replays").propertyNames()).contains("get", "post");
        assertThat(admin.get("/actuator/health").body().path("components").propertyNames())
                .containsExactlyInAnyOrder("command-side", "query-side", "nlp-processor");
        assertThat(admin.get("/.well-known/jwks.json").body().path("keys")).isNotEmpty();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void without_redis_everything_still_works() throws Exception {
        lectern.killRedis();
        var book = admin.upload(new SmallEpub("No Redis", 2).bytes(), "no-redis.epub");
        untilAnalysed(admin, book.id());
        assertThat(admin.get("/api/v1/books").status()).isEqualTo(200);
        assertThat(admin.get("/actuator/health").status()).isEqualTo(200);
    }
}
