package dev.lectern.command.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Client.Answer;
import dev.lectern.command.Servers;
import dev.lectern.command.SmallEpub;
import dev.lectern.contracts.event.EventTypes;
import dev.lectern.contracts.event.ReadingEvent.PlaceTold;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Places that come while a commit is held open: what they are answered, and what is recorded. */
class ProgressBurstTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private static ConfigurableApplicationContext service;

    private final ExecutorService devices = Executors.newVirtualThreadPerTaskExecutor();
    private Client reader;
    private String progress;
    private UUID reading;
    private Connection holding;

    @BeforeAll
    static void start() {
        service = Servers.startService();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void readyBook() throws SQLException {
        reader = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"))).newReader();
        var book = reader.upload(SmallEpub.titled("A Book", "A chapter. " + UUID.randomUUID())).json().get("id").asString();
        Awaitility.await("the import").atMost(Duration.ofSeconds(30)).until(() -> reader.patch("/api/v1/books/" + book, "{}").status() == 200);
        progress = "/api/v1/books/" + book + "/progress";
        reading = ReadingCommand.readingOf(ownerOf(book), UUID.fromString(book));
        holding = service.getBean(DataSource.class).getConnection();
        holding.setAutoCommit(false);
    }

    @AfterEach
    void letGo() throws SQLException {
        holding.rollback();
        holding.close();
        devices.close();
    }

    @Test
    void a_burst_is_one_event_for_each_device_and_every_place_is_answered() throws Exception {
        var first = whileCommitIsHeld(() -> post("phone", 0.1, 0));
        var answers = new ArrayList<Future<Answer>>();
        for (int i = 1; i <= 58; i++) {
            int second = i;
            answers.add(devices.submit(() -> post(second % 2 == 0 ? "phone" : "tablet", second == 30 ? 0.9 : second / 100.0, second)));
        }
        answers.add(devices.submit(() -> post("reader", 0.5, -60)));
        awaitWaiting(59);
        assertThat(events()).isEmpty();
        holding.rollback();

        assertThat(first.get().json().get("applied").asBoolean()).isTrue();
        for (int i = 0; i < 58; i++) {
            var answer = answers.get(i).get();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Lectern-Position")).isNotNull();
            assertThat(answer.json().get("applied").asBoolean()).isTrue();
            assertThat(answer.json().get("current").get("recordedAt").asString()).isEqualTo(NOON.plusSeconds(i + 1).toString());
        }
        var late = answers.getLast().get().json();
        assertThat(late.get("applied").asBoolean()).isFalse();
        assertThat(late.get("current").get("recordedAt").asString()).isEqualTo(NOON.toString());

        assertThat(events()).extracting(event -> event.place().deviceId()).containsExactly("phone", "tablet", "phone", "reader");
        assertThat(events()).extracting(event -> event.place().recordedAt())
                .containsExactly(NOON, NOON.plusSeconds(57), NOON.plusSeconds(58), NOON.minusSeconds(60));
        assertThat(events().getLast().furthest().recordedAt()).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void each_place_of_a_burst_has_its_own_key() throws Exception {
        var first = whileCommitIsHeld(() -> post("phone", 0.1, 0, "Idempotency-Key", "first"));
        var once = devices.submit(() -> post("phone", 0.2, 1, "Idempotency-Key", "second"));
        var twice = devices.submit(() -> post("phone", 0.2, 1, "Idempotency-Key", "second"));
        var nowhere = devices.submit(() -> reader.post(progress,
                "{\"locator\":{\"chapter\":7},\"deviceId\":\"phone\",\"recordedAt\":\"%s\"}".formatted(NOON), "Idempotency-Key", "third"));
        var repeated = devices.submit(() -> post("phone", 0.1, 0, "Idempotency-Key", "first"));
        var reused = devices.submit(() -> post("phone", 0.3, 2, "Idempotency-Key", "first"));
        awaitWaiting(5);
        holding.rollback();

        assertThat(repeated.get().response().body()).isEqualTo(first.get().response().body());
        assertThat(repeated.get().header("Lectern-Position")).isEqualTo(first.get().header("Lectern-Position"));
        assertThat(once.get().json().get("applied").asBoolean()).isTrue();
        assertThat(twice.get().response().body()).isEqualTo(once.get().response().body());
        assertThat(nowhere.get().status()).isEqualTo(422);
        assertThat(nowhere.get().json().get("field").asString()).isEqualTo("locator.chapter");
        assertThat(reused.get().status()).isEqualTo(422);
        assertThat(reused.get().json().get("type").asString()).endsWith("idempotency-key-reused");
        assertThat(events()).hasSize(2);

        var again = post("phone", 0.2, 1, "Idempotency-Key", "second");
        assertThat(again.response().body()).isEqualTo(once.get().response().body());
        assertThat(events()).hasSize(2);
    }

    @Test
    void a_key_of_a_burst_that_belongs_to_two_requests_answers_one_of_them() throws Exception {
        var first = whileCommitIsHeld(() -> post("phone", 0.1, 0));
        var one = devices.submit(() -> post("phone", 0.2, 1, "Idempotency-Key", "shared"));
        var other = devices.submit(() -> post("phone", 0.3, 2, "Idempotency-Key", "shared"));
        awaitWaiting(2);
        holding.rollback();
        assertThat(first.get().status()).isEqualTo(200);
        assertThat(List.of(one.get().status(), other.get().status())).containsExactlyInAnyOrder(200, 422);
    }

    @Test
    void a_clock_ahead_is_set_right_before_the_places_of_a_burst_are_put_in_order() throws Exception {
        var first = whileCommitIsHeld(() -> post("phone", 0.1, 0));
        var ahead = devices.submit(() -> reader.post(progress,
                "{\"locator\":{\"chapter\":1,\"progression\":0.2},\"deviceId\":\"tablet\",\"recordedAt\":\"2999-01-01T00:00:00Z\"}"));
        awaitWaiting(1);
        holding.rollback();
        assertThat(first.get().status()).isEqualTo(200);
        assertThat(Instant.parse(ahead.get().json().get("current").get("recordedAt").asString())).isBefore(Instant.parse("2999-01-01T00:00:00Z"));
    }

    @Test
    void a_time_that_no_clock_shows_is_refused() {
        var answer = reader.post(progress, "{\"locator\":{\"chapter\":1},\"deviceId\":\"phone\",\"recordedAt\":\"-100000-01-01T00:00:00Z\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("field").asString()).isEqualTo("recordedAt");
    }

    /** Its insert waits for a transaction that has written the same sequence number and not ended. */
    private Future<Answer> whileCommitIsHeld(Callable<Answer> request) throws SQLException {
        try (var insert = holding.prepareStatement("""
                INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
                VALUES (gen_random_uuid(), 'Reading', ?, 0, 'reading.starred', 1, '{}', '{}', now())
                """)) {
            insert.setString(1, reading.toString());
            insert.executeUpdate();
        }
        var first = devices.submit(request);
        Awaitility.await("the commit to wait").until(() -> service.getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%INSERT INTO events.event%'")
                .query(Integer.class).single() == 1);
        return first;
    }

    private static void awaitWaiting(int places) {
        Awaitility.await("places that wait").until(() ->
                service.getBean(MeterRegistry.class).get("lectern.progress.waiting").gauge().value() == places);
    }

    private Answer post(String device, double progression, int second, String... headers) {
        return reader.post(progress, "{\"locator\":{\"chapter\":1,\"progression\":%s},\"deviceId\":\"%s\",\"recordedAt\":\"%s\"}"
                .formatted(progression, device, NOON.plusSeconds(second)), headers);
    }

    private List<PlaceTold> events() {
        return service.getBean(JdbcClient.class).sql("SELECT name, payload::text FROM events.event WHERE aggregate_id = ? ORDER BY sequence")
                .param(reading.toString())
                .query((row, n) -> (PlaceTold) EventTypes.read(new EventTypes.Stored(row.getString(1), 1, row.getString(2)))).list();
    }

    private static UUID ownerOf(String book) {
        return UUID.fromString(service.getBean(JdbcClient.class)
                .sql("SELECT payload->>'ownerId' FROM events.event WHERE aggregate_id = ? AND sequence = 0").param(book).query(String.class).single());
    }
}
