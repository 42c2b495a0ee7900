package dev.lectern.command.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.command.Client;
import dev.lectern.command.Client.Answer;
import dev.lectern.command.EventLogDatabase;
import dev.lectern.command.Servers;
import dev.lectern.command.SmallEpub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

/** How much a reader may have. */
class QuotasTest {

    private static final Path CONTENT = Servers.temporaryDirectory();
    private static final byte[] LARGE = SmallEpub.titled("Large", "Words and words. ".repeat(30_000) + randomText(20_000));

    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() {
        service = Servers.startService("lectern.quotas.books=2", "lectern.quotas.bytes=10KB", "lectern.content.directory=" + CONTENT);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_book_too_many_is_refused_and_leaves_nothing() throws IOException {
        var reader = reader();
        for (int i = 0; i < 2; i++) {
            assertThat(reader.upload(aBook()).status()).isEqualTo(202);
        }
        var refused = aBook();
        assertExceeded(reader.upload(refused), "books");
        try (var files = Files.walk(CONTENT)) {
            assertThat(files.filter(Files::isRegularFile).map(QuotasTest::bytesOf)).doesNotContain(refused);
        }
        assertThat(reader().upload(refused).status()).isEqualTo(202);
    }

    @Test
    void a_book_that_is_there_is_welcome_again() {
        var reader = reader();
        var first = aBook();
        reader.upload(first);
        reader.upload(aBook());
        assertThat(reader.upload(first).status()).isEqualTo(200);
    }

    @Test
    void who_deletes_a_book_has_room_for_another_and_not_for_both() {
        var reader = reader();
        var first = reader.upload(aBook()).json().get("id").asString();
        reader.upload(aBook());
        reader.delete("/api/v1/books/" + first);
        assertThat(reader.upload(aBook()).status()).isEqualTo(202);
        assertExceeded(reader.post("/api/v1/books/" + first + "/restore", ""), "books");
    }

    @Test
    void a_book_that_takes_too_long_to_read_fails_alone_and_does_not_count() {
        // a database of its own: the other service would take the book, and has no file of it
        try (var hasty = Servers.startService("lectern.postgres.url=" + EventLogDatabase.create("hasty_imports").url(),
                "lectern.quotas.books=1", "lectern.import.time=1ns")) {
            var reader = reader(hasty);
            var book = reader.upload(aBook()).json().get("id").asString();
            Awaitility.await("the import to be given up").atMost(Duration.ofSeconds(30)).untilAsserted(() ->
                    assertThat(reader.patch("/api/v1/books/" + book, "{}").json().get("type").asString()).endsWith("import-failed"));
            Awaitility.await("room for another").until(() -> reader.upload(aBook()).status() == 202);
        }
    }

    @Test
    void bytes_are_counted_too() {
        assertExceeded(reader().upload(LARGE), "bytes");
    }

    @Test
    void who_uploads_many_at_once_gets_no_more() throws Exception {
        var reader = reader();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = clients.invokeAll(Collections.<Callable<Answer>>nCopies(8, () -> reader.upload(aBook())));
            assertThat(answers.stream().map(answer -> answer.resultNow().status()).sorted().toList())
                    .isEqualTo(List.of(202, 202, 429, 429, 429, 429, 429, 429));
        }
    }

    @Test
    void a_book_waits_for_another_that_is_being_counted() throws Exception {
        var database = EventLogDatabase.create("quota_lock").dataSource();
        var jdbc = JdbcClient.create(database);
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        var quotas = new Quotas(jdbc, new QuotaProperties(1, DataSize.ofGigabytes(1)));
        var owner = UUID.randomUUID();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = transaction.execute(_ -> {
                quotas.take(owner, UUID.randomUUID(), 1);
                var other = threads.submit(() -> transaction.executeWithoutResult(_ -> quotas.take(owner, UUID.randomUUID(), 1)));
                Awaitility.await("the other to wait").until(() -> JdbcClient.create(Servers.postgres().getPostgresDatabase())
                        .sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = 'quota_lock'")
                        .query(Integer.class).single() == 1);
                return other;
            });
            assertThatThrownBy(second::get).hasCauseInstanceOf(ErrorResponseException.class);
        }
        assertThat(jdbc.sql("SELECT count(*) FROM command.owned_book").query(Integer.class).single()).isOne();
    }

    @Test
    void a_readers_use_is_read_by_index() {
        var jdbc = JdbcClient.create(EventLogDatabase.create("quota_plan").dataSource());
        jdbc.sql("""
                INSERT INTO command.owned_book (owner_id, book_id, bytes, counted)
                SELECT md5((n % 1000)::text)::uuid, gen_random_uuid(), n, true FROM generate_series(1, 50000) AS n
                """).update();
        jdbc.sql("ANALYZE command.owned_book").update();
        assertThat(String.join("\n", jdbc.sql("EXPLAIN " + Quotas.USE).param(UUID.randomUUID()).query(String.class).list()))
                .contains("owned_book_pkey").doesNotContain("Seq Scan");
    }

    private static Client reader() {
        return reader(service);
    }

    private static Client reader(ConfigurableApplicationContext service) {
        return Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"))).newReader();
    }

    private static byte[] aBook() {
        return SmallEpub.titled("A Book", "A chapter. " + UUID.randomUUID());
    }

    private static String randomText(int characters) {
        var text = new StringBuilder();
        while (text.length() < characters) {
            text.append(UUID.randomUUID()).append(' ');
        }
        return text.toString();
    }

    private static byte[] bytesOf(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static void assertExceeded(Answer answer, String quota) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(429);
        assertThat(answer.json().get("type").asString()).isEqualTo("https://lectern.dev/problems/quota-exceeded");
        assertThat(answer.json().get("quota").asString()).isEqualTo(quota);
    }
}
