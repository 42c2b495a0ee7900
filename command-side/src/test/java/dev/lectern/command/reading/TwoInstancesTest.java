package dev.lectern.command.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Servers;
import dev.lectern.command.SmallEpub;
import dev.lectern.command.reading.ReadingCommand.Star;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What one instance remembers of a reading never hides from it what another has written. */
class TwoInstancesTest {

    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext other;

    @BeforeAll
    static void start() {
        var content = "lectern.content.directory=" + Servers.temporaryDirectory();
        one = Servers.startService(content);
        other = Servers.startService(content);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void a_star_that_another_instance_took_away_is_set_again() {
        var reader = client(one).newReader();
        var elsewhere = reader.at(port(other));
        var star = readyBook(reader) + "/star";
        for (var step : List.of(reader.put(star), elsewhere.delete(star), reader.put(star), reader.put(star), elsewhere.delete(star))) {
            assertThat(step.status()).isEqualTo(204);
        }
        assertThat(lastEvents(3)).containsExactly("reading.unstarred", "reading.starred", "reading.unstarred");
    }

    @Test
    void a_place_older_than_another_instances_moves_nobody_back() {
        var reader = client(one).newReader();
        var elsewhere = reader.at(port(other));
        var progress = readyBook(reader) + "/progress";
        assertThat(reader.post(progress, place("2026-01-01T10:00:00Z")).json().get("applied").asBoolean()).isTrue();
        assertThat(elsewhere.post(progress, place("2026-01-01T12:00:00Z")).json().get("applied").asBoolean()).isTrue();
        var late = reader.post(progress, place("2026-01-01T11:00:00Z")).json();
        assertThat(late.get("applied").asBoolean()).isFalse();
        assertThat(late.get("current").get("recordedAt").asString()).isEqualTo("2026-01-01T12:00:00Z");
    }

    @Test
    void a_book_that_another_instance_deleted_takes_no_more_places() {
        var reader = client(one).newReader();
        var book = readyBook(reader);
        assertThat(reader.post(book + "/progress", place("2026-01-01T10:00:00Z")).status()).isEqualTo(200);
        assertThat(reader.at(port(other)).delete(book).status()).isEqualTo(204);
        assertThat(reader.post(book + "/progress", place("2026-01-01T11:00:00Z")).status()).isEqualTo(404);
    }

    @Test
    void a_book_that_another_instance_restored_is_there_again() {
        var reader = client(one).newReader();
        var book = readyBook(reader);
        assertThat(reader.delete(book).status()).isEqualTo(204);
        assertThat(reader.put(book + "/star").status()).isEqualTo(404);
        assertThat(reader.at(port(other)).post(book + "/restore", "{}").status()).isEqualTo(200);
        assertThat(reader.put(book + "/star").status()).isEqualTo(204);
    }

    @Test
    void what_never_happened_to_a_reading_leaves_nothing() {
        var reader = client(one).newReader();
        var star = readyBook(reader) + "/star";
        assertThat(reader.delete(star).status()).isEqualTo(204);
        assertThat(reader.delete(star).status()).isEqualTo(204);
        assertThat(reader.put(star).status()).isEqualTo(204);
    }

    @Test
    void what_was_taken_back_with_its_transaction_never_happened() {
        var star = Star.of(UUID.randomUUID(), UUID.randomUUID(), Instant.EPOCH);
        var commands = one.getBean(CommandGateway.class);
        var transaction = new TransactionTemplate(one.getBean(PlatformTransactionManager.class));
        transaction.executeWithoutResult(status -> {
            commands.sendAndWait(star);
            commands.sendAndWait(star);
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(_ -> commands.sendAndWait(star));
        assertThat(one.getBean(JdbcClient.class).sql("SELECT sequence FROM events.event WHERE aggregate_id = ?")
                .param(star.readingId().toString()).query(Long.class).list()).containsExactly(0L);
    }

    private static List<String> lastEvents(int count) {
        return one.getBean(JdbcClient.class).sql("""
                SELECT name FROM events.event WHERE aggregate_id = (
                    SELECT aggregate_id FROM events.event WHERE name = 'reading.starred' ORDER BY tx DESC LIMIT 1)
                ORDER BY sequence DESC LIMIT ?
                """).param(count).query(String.class).list().reversed();
    }

    private static String readyBook(Client reader) {
        var path = "/api/v1/books/" + reader.upload(SmallEpub.titled("A Book", "A chapter. " + UUID.randomUUID())).json().get("id").asString();
        Awaitility.await("the import").atMost(Duration.ofSeconds(30)).until(() -> reader.patch(path, "{}").status() == 200);
        return path;
    }

    private static String place(String at) {
        return "{\"locator\":{\"chapter\":1,\"progression\":0.5},\"deviceId\":\"phone\",\"recordedAt\":\"%s\"}".formatted(at);
    }

    private static Client client(ConfigurableApplicationContext service) {
        return Client.of(port(service));
    }

    private static int port(ConfigurableApplicationContext service) {
        return Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
    }
}
