package dev.lectern.command.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Servers;
import dev.lectern.command.SmallEpub;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Here every book takes longer than others should have to wait for it. */
class LongBooksTest {

    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() {
        service = Servers.startService("lectern.import.step-aside=1ns");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static long books(String outcome) {
        var timer = service.getBean(MeterRegistry.class).find("lectern.import").tag("outcome", outcome).timer();
        return timer == null ? 0 : timer.count();
    }

    @Test
    void a_book_that_takes_long_steps_aside_and_is_read_afterwards() {
        var reader = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"))).newReader();
        var uploaded = reader.upload(SmallEpub.titled("A Long Book", "A chapter. " + UUID.randomUUID()));
        assertThat(uploaded.status()).as(uploaded.json().toString()).isEqualTo(202);
        var book = uploaded.json().get("id").asString();
        Awaitility.await("the import").atMost(Duration.ofSeconds(30)).until(() ->
                reader.patch("/api/v1/books/" + book, "{\"genre\":\"Fiction\"}").status() == 200);
        assertThat(books("stepped-aside")).isOne();
        Awaitility.await("the reading to be counted").until(() -> books("ready") == 1);
        Awaitility.await("the queues to be empty").until(() -> service.getBean(JdbcClient.class).sql("""
                SELECT (SELECT count(*) FROM command.scheduled_imports) + (SELECT count(*) FROM command.scheduled_long_imports)
                """).query(Integer.class).single() == 0);
    }
}
