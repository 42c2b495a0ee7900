package dev.lectern.command.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.EventLogDatabase;
import dev.lectern.command.Servers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** What administrators did elsewhere becomes an event, once. */
class ReportedActionsTest {

    private static final EmbeddedKafkaKraftBroker KAFKA = Servers.startKafka();

    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext other;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        var url = EventLogDatabase.create("reported_actions").url();
        one = Servers.startService("lectern.postgres.url=" + url, "lectern.kafka.bootstrap=" + KAFKA.getBrokersAsString());
        other = Servers.startService("lectern.postgres.url=" + url, "lectern.kafka.bootstrap=" + KAFKA.getBrokersAsString());
        jdbc = one.getBean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        KAFKA.destroy();
    }

    @Test
    void each_report_is_one_event_whichever_instance_takes_it() {
        var administrator = UUID.randomUUID();
        var reported = IntStream.range(0, 40).mapToObj(i -> report(administrator, Instant.now(), i % 2 == 0 ? "done" : "refused")).toList();

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> reported.stream().noneMatch(ReportedActionsTest::waits));

        assertThat(outcomes(administrator)).hasSize(40);
        assertThat(outcomes(administrator)).containsOnly("done", "refused");
        assertThat(jdbc.sql("SELECT count(DISTINCT aggregate_id) FROM events.event WHERE payload ->> 'administratorId' = ?")
                .param(administrator.toString()).query(Integer.class).single()).isEqualTo(40);
    }

    @Test
    void what_goes_on_waits_and_what_was_abandoned_is_told_without_its_outcome() {
        var administrator = UUID.randomUUID();
        var goingOn = report(administrator, Instant.now(), null);
        var abandoned = report(administrator, Instant.now().minus(ReportedActions.ABANDONED).minusSeconds(1), null);

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !waits(abandoned));

        assertThat(waits(goingOn)).isTrue();
        assertThat(outcomes(administrator)).containsExactly("unknown");
        jdbc.sql("UPDATE events.reported_action SET outcome = 'done' WHERE id = ?").param(goingOn).update();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !waits(goingOn));
        assertThat(outcomes(administrator)).containsExactlyInAnyOrder("unknown", "done");
    }

    private static UUID report(UUID administrator, Instant askedAt, @Nullable String outcome) {
        var id = UUID.randomUUID();
        jdbc.sql("INSERT INTO events.reported_action (id, administrator_id, action, subject, asked_at, outcome) VALUES (:id, :by, :action, :subject, :at, :outcome)")
                .param("id", id).param("by", administrator).param("action", "cache.clear").param("subject", "/api/v1/admin/cache")
                .param("at", Timestamp.from(askedAt)).param("outcome", outcome).update();
        return id;
    }

    private static boolean waits(UUID report) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM events.reported_action WHERE id = ?)").param(report).query(Boolean.class).single();
    }

    private static List<String> outcomes(UUID administrator) {
        return jdbc.sql("SELECT payload ->> 'outcome' FROM events.event WHERE name = 'audit.administrator-acted' AND payload ->> 'administratorId' = ?")
                .param(administrator.toString()).query(String.class).list();
    }
}
