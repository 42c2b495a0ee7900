package dev.lectern.command.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Servers;
import dev.lectern.command.SmallEpub;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.content.ContentStore;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is left of the books of a reader who had themselves erased. */
class ErasedOwnersTest {

    private static ConfigurableApplicationContext service;
    private static JdbcClient jdbc;
    private static Client guest;

    @BeforeAll
    static void start() {
        service = Servers.startService();
        jdbc = service.getBean(JdbcClient.class);
        guest = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void their_files_go_and_those_that_others_have_too_stay() {
        var reader = guest.newReader();
        var own = upload(reader, SmallEpub.titled("A manuscript", "Mine alone. " + UUID.randomUUID()));
        var deleted = upload(reader, SmallEpub.titled("Another", "Mine too. " + UUID.randomUUID()));
        assertThat(reader.delete("/api/v1/books/" + deleted).status()).isEqualTo(204);
        var shared = SmallEpub.titled("A classic", "Everybody's. " + UUID.randomUUID());
        var theirs = upload(reader, shared);
        var others = upload(guest.newReader(), shared);
        var ownFile = contentOf(own);
        var deletedFile = contentOf(deleted);
        var sharedFile = contentOf(theirs);
        assertThat(sharedFile).isEqualTo(contentOf(others));

        assertThat(reader.delete("/api/v1/me").status()).isEqualTo(204);

        Awaitility.await("the files").atMost(Duration.ofSeconds(30)).until(() -> jdbc.sql(
                "SELECT count(*) FROM command.owned_book WHERE book_id IN (?, ?, ?)").params(own, deleted, theirs).query(Integer.class).single() == 0);
        assertThat(jdbc.sql("SELECT book_id FROM command.kept_file WHERE book_id IN (?, ?, ?, ?)").params(own, deleted, theirs, others)
                .query(UUID.class).list()).containsExactly(others);
        var store = service.getBean(ContentStore.class);
        assertThat(store.file(ownFile)).isEmpty();
        assertThat(store.file(deletedFile)).isEmpty();
        assertThat(store.file(sharedFile)).as("another reader's book needs it").isPresent();
        assertThat(jdbc.sql("SELECT count(*) FROM command.owned_book WHERE book_id = ?").param(others).query(Integer.class).single()).isOne();
    }

    private static UUID upload(Client reader, byte[] file) {
        var id = reader.upload(file).json().get("id").asString();
        Awaitility.await("the import").atMost(Duration.ofSeconds(30)).until(() -> reader.patch("/api/v1/books/" + id, "{}").status() == 200);
        return UUID.fromString(id);
    }

    private static ContentHash contentOf(UUID book) {
        return new ContentHash(jdbc.sql("SELECT content FROM command.kept_file WHERE book_id = ?").param(book).query(String.class).single());
    }
}
