package dev.lectern.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lectern.command.Client;
import dev.lectern.command.Servers;
import dev.lectern.command.SmallEpub;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** States are kept behind the readers' backs, and believed by whoever has no other. */
class BackgroundSnapshotterTest {

    private static final int EVERY = 5;

    private static ConfigurableApplicationContext service;
    private static ConfigurableApplicationContext forgetful;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        var content = "lectern.content.directory=" + Servers.temporaryDirectory();
        var every = "lectern.snapshots.every=" + EVERY;
        service = Servers.startService(content, every);
        forgetful = Servers.startService(content, every, "lectern.aggregates.kept=0");
        jdbc = service.getBean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        service.close();
        forgetful.close();
    }

    @Test
    void a_state_is_kept_of_the_aggregate_in_memory_and_believed_by_an_instance_that_has_none() {
        var reader = client(service).newReader();
        var star = readyBook(reader) + "/star";
        for (int n = 0; n < EVERY; n++) {
            assertThat((n % 2 == 0 ? reader.put(star) : reader.delete(star)).status()).isEqualTo(204);
        }
        var id = lastReading();
        await("a snapshot").atMost(Duration.ofSeconds(30)).until(() -> snapshots(id).equals(List.of(EVERY - 1L)));
        assertThat(jdbc.sql("SELECT state ->> 'starred' FROM command.snapshot WHERE aggregate_id = ?").param(id).query(String.class).single())
                .isEqualTo("true");

        // whoever reads the stream knows of the star and has nothing to do
        jdbc.sql("UPDATE command.snapshot SET state = jsonb_set(state::jsonb, '{starred}', 'false')::json WHERE aggregate_id = ?").param(id).update();
        assertThat(reader.at(port(forgetful)).put(star).status()).isEqualTo(204);
        assertThat(streamEnd(id)).isEqualTo(EVERY);
    }

    @Test
    void an_aggregate_that_is_not_in_memory_comes_to_its_snapshot_too() {
        var reader = client(service).newReader();
        var elsewhere = reader.at(port(forgetful));
        var star = readyBook(reader) + "/star";
        for (int n = 0; n < EVERY; n++) {
            assertThat((n % 2 == 0 ? elsewhere.put(star) : elsewhere.delete(star)).status()).isEqualTo(204);
        }
        var id = lastReading();
        await("a snapshot").atMost(Duration.ofSeconds(30)).until(() -> snapshots(id).equals(List.of(EVERY - 1L)));
        assertThat(elsewhere.put(star).status()).isEqualTo(204);
        assertThat(streamEnd(id)).isEqualTo(EVERY - 1L);
    }

    private static String lastReading() {
        return jdbc.sql("SELECT aggregate_id FROM events.event WHERE name = 'reading.starred' ORDER BY tx DESC LIMIT 1").query(String.class).single();
    }

    private static List<Long> snapshots(String id) {
        return jdbc.sql("SELECT sequence FROM command.snapshot WHERE aggregate_id = ?").param(id).query(Long.class).list();
    }

    private static long streamEnd(String id) {
        return jdbc.sql("SELECT max(sequence) FROM events.event WHERE aggregate_id = ?").param(id).query(Long.class).single();
    }

    private static String readyBook(Client reader) {
        var path = "/api/v1/books/" + reader.upload(SmallEpub.titled("A Book", "A chapter. " + UUID.randomUUID())).json().get("id").asString();
        await("the import").atMost(Duration.ofSeconds(30)).until(() -> reader.patch(path, "{}").status() == 200);
        return path;
    }

    private static Client client(ConfigurableApplicationContext service) {
        return Client.of(port(service));
    }

    private static int port(ConfigurableApplicationContext service) {
        return Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
    }
}
