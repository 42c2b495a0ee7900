package dev.lectern.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client.Answer;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Stars, read status, shelves and annotations, as clients write them. */
class WhatReadersKeepTest {

    private static ConfigurableApplicationContext service;
    private static Client guest;

    @BeforeAll
    static void start() {
        service = Servers.startService();
        guest = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_star_comes_and_goes() {
        var reader = guest.newReader();
        var book = readyBook(reader);

        assertThat(reader.put(book + "/star").status()).isEqualTo(204);
        assertThat(reader.put(book + "/star").header("Lectern-Position")).isNotNull();
        assertThat(reader.patch(book, "{}").json().get("starred").asBoolean()).isTrue();
        assertThat(reader.delete(book + "/star").status()).isEqualTo(204);
        assertThat(reader.patch(book, "{}").json().get("starred").asBoolean()).isFalse();
    }

    @Test
    void a_status_is_chosen_and_reading_on_undoes_it() {
        var reader = guest.newReader();
        var book = readyBook(reader);

        assertThat(reader.patch(book, "{\"readStatus\":\"abandoned\"}").json().get("readStatus").asString()).isEqualTo("abandoned");
        reader.post(book + "/progress",
                "{\"locator\":{\"chapter\":1,\"progression\":0.5},\"deviceId\":\"phone\",\"recordedAt\":\"2026-01-01T00:00:00Z\"}");
        var patched = reader.patch(book, "{}").json();
        assertThat(patched.get("readStatus").asString()).isEqualTo("reading");
        assertThat(patched.get("progressPercent").asDouble()).isPositive();
        assertProblem(reader.patch(book, "{\"readStatus\":\"lost\"}"), 400, "invalid-request");
    }

    @Test
    void nobody_stars_another_readers_book() {
        var book = readyBook(guest.newReader());
        assertProblem(guest.newReader().put(book + "/star"), 404, "no-such-book");
        assertProblem(guest.newReader().patch(book, "{\"readStatus\":\"finished\"}"), 404, "no-such-book");
    }

    private static String readyBook(Client reader) {
        var path = "/api/v1/books/" + reader.upload(SmallEpub.titled("A Book", "A chapter. " + UUID.randomUUID())).json().get("id").asString();
        Awaitility.await("the import").atMost(Duration.ofSeconds(30)).until(() -> reader.patch(path, "{}").status() == 200);
        return path;
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.json().get("type").asString()).isEqualTo("https://lectern.dev/problems/" + code);
    }
}
