package dev.lectern.command.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Client.Answer;
import dev.lectern.command.Servers;
import dev.lectern.command.SmallEpub;
import dev.lectern.contracts.content.ContentHash;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A book that costs too much fails alone and leaves nothing, and too many at once have to wait outside. */
class ImportBudgetTest {

    private static final int MOST_WAITING = 3;
    private static final Path CONTENT = Servers.temporaryDirectory();

    private static ConfigurableApplicationContext service;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        service = Servers.startService("lectern.import.memory=8MB", "lectern.import.waiting=" + MOST_WAITING, "lectern.content.directory=" + CONTENT);
        jdbc = service.getBean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void clear() {
        jdbc.sql("DELETE FROM command.scheduled_imports WHERE task_name = 'placeholder'").update();
    }

    private static Client newReader() {
        return Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"))).newReader();
    }

    /** To mend what isn't closed takes a tree in memory. The first chapter is harmless, and stored before the second is met. */
    private static byte[] costlyBook() {
        return SmallEpub.titled("Costly", "A harmless chapter. " + UUID.randomUUID(), "<br>word".repeat(100_000));
    }

    private static byte[] aBook() {
        return SmallEpub.titled("A Book", "A chapter. " + UUID.randomUUID());
    }

    private static String idOf(Answer uploaded) {
        assertThat(uploaded.status()).as(uploaded.json().toString()).isEqualTo(202);
        return uploaded.json().get("id").asString();
    }

    private static void awaitChange(Client reader, String book, int status) {
        Awaitility.await("the import").atMost(Duration.ofSeconds(30)).until(() ->
                reader.patch("/api/v1/books/" + book, "{\"genre\":\"Fiction\"}").status() == status
                        && !reader.patch("/api/v1/books/" + book, "{}").json().toString().contains("still-importing"));
    }

    private static List<String> files() throws IOException {
        try (var all = Files.walk(CONTENT)) {
            return all.filter(path -> Files.isRegularFile(path) || CONTENT.resolve("incoming").equals(path.getParent()))
                    .map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_costly_book_fails_with_a_reason_and_leaves_nothing_while_another_is_read() throws IOException {
        var before = files();
        var reader = newReader();
        var costly = idOf(reader.upload(costlyBook()));
        var good = idOf(reader.upload(aBook()));
        awaitChange(reader, costly, 409);
        awaitChange(reader, good, 200);
        assertThat(reader.patch("/api/v1/books/" + costly, "{}").json().get("type").asString()).endsWith("import-failed");
        assertThat(jdbc.sql("SELECT payload ->> 'reason' FROM events.event WHERE aggregate_id = ? AND name = 'book.import-failed'")
                .param(costly).query(String.class).single()).contains("more than 8 MB of memory");
        assertThat(service.getBean(MeterRegistry.class).get("lectern.import").tag("outcome", "too-large").timer().count()).isPositive();
        // the good book's own: its file, its one chapter, its contents and its list of resources
        Awaitility.await("the file to be taken away").untilAsserted(() -> assertThat(files()).hasSize(before.size() + 4));
        assertThat(jdbc.sql("SELECT count(*) FROM command.kept_file WHERE book_id = ?::uuid").param(costly).query(Integer.class).single()).isZero();
    }

    @Test
    void a_book_that_is_read_keeps_its_file() throws IOException {
        var file = aBook();
        var content = ContentHash.of(file);
        var reader = newReader();
        var book = UUID.fromString(idOf(reader.upload(file)));
        awaitChange(reader, book.toString(), 200);
        assertThat(files()).contains(content + ".raw");
        assertThat(jdbc.sql("SELECT book_id FROM command.kept_file WHERE content = ?").param(content.hex()).query(UUID.class).list()).containsExactly(book);
    }

    @Test
    void uploads_are_refused_while_too_many_books_wait_and_leave_nothing() throws IOException {
        var reader = newReader();
        var before = files();
        IntStream.range(0, MOST_WAITING).forEach(n -> jdbc.sql("""
                INSERT INTO command.scheduled_imports (task_name, task_instance, execution_time, picked, version)
                VALUES ('placeholder', ?, now() + interval '1 hour', false, 1)
                """).param(Integer.toString(n)).update());
        var refused = reader.upload(aBook());
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().get("type").asString()).endsWith("too-many-imports");
        assertThat(refused.header("Retry-After")).isEqualTo("30");
        assertThat(files()).isEqualTo(before);
        clear();
        awaitChange(reader, idOf(reader.upload(aBook())), 200);
    }
}
