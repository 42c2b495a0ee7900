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

    @Test
    void a_shelf_takes_books_and_is_taken_down() {
        var reader = guest.newReader();
        var book = readyBook(reader);
        var created = reader.post("/api/v1/shelves", "{\"name\":\"Sea\"}");
        assertThat(created.status()).isEqualTo(201);
        var shelf = created.header("Location");
        assertThat(shelf).isEqualTo("/api/v1/shelves/" + created.json().get("id").asString());
        var onShelf = shelf + "/books/" + book.substring(book.lastIndexOf('/') + 1);

        assertThat(reader.put(onShelf).status()).isEqualTo(204);
        assertThat(reader.put(onShelf).status()).isEqualTo(204);
        assertThat(reader.patch(shelf, "{\"name\":\"Land\"}").json().get("name").asString()).isEqualTo("Land");
        assertThat(reader.delete(onShelf).status()).isEqualTo(204);
        assertThat(reader.delete(shelf).status()).isEqualTo(204);
        assertProblem(reader.put(onShelf), 404, "no-such-shelf");
    }

    @Test
    void other_peoples_shelves_and_books_do_not_exist() {
        var reader = guest.newReader();
        var other = guest.newReader();
        var shelf = reader.post("/api/v1/shelves", "{\"name\":\"Sea\"}").header("Location");
        var foreign = readyBook(other);

        assertProblem(reader.put(shelf + "/books/" + foreign.substring(foreign.lastIndexOf('/') + 1)), 404, "no-such-book");
        assertProblem(other.patch(shelf, "{\"name\":\"Mine\"}"), 404, "no-such-shelf");
        assertProblem(other.delete("/api/v1/shelves/" + UUID.randomUUID()), 404, "no-such-shelf");
        assertProblem(reader.post("/api/v1/shelves", "{\"name\":\" \"}"), 400, "invalid-request");
        assertProblem(reader.post("/api/v1/shelves", "{\"name\":\"" + "x".repeat(201) + "\"}"), 400, "invalid-request");
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
