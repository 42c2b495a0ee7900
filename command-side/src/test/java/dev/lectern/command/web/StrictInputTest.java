package dev.lectern.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Client.Answer;
import dev.lectern.command.Servers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

class StrictInputTest {

    private static final String NOBODYS = "0a0c0000-0000-4000-8000-00000000beef";

    private static ConfigurableApplicationContext service;
    private static Client reader;

    @BeforeAll
    static void start() {
        service = Servers.startService();
        reader = Client.of(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"))).newReader();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void an_id_may_be_written_in_either_case() {
        var shelf = reader.post("/api/v1/shelves", "{\"name\":\"Sea\"}").json().get("id").asString();
        assertThat(reader.patch("/api/v1/shelves/" + shelf.toUpperCase(Locale.ROOT), "{\"name\":\"The sea\"}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "%200a0c0000-0000-4000-8000-00000000beef", "0a0c0000000040008000000000000beef", "7"})
    void what_only_java_takes_for_an_id_is_refused(String none) {
        for (var path : List.of("/api/v1/books/" + none, "/api/v1/books/" + none + "/star", "/api/v1/shelves/" + none,
                "/api/v1/shelves/" + NOBODYS + "/books/" + none, "/api/v1/books/" + NOBODYS + "/annotations/" + none,
                "/api/v1/me/device-passwords/" + none)) {
            assertRefused(reader.delete(path));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0.5\"", "\"NaN\"", "NaN", "0x1", ".5", "+1", "01", "\"\""})
    void a_number_in_json_is_a_json_number(String none) {
        assertRefused(record("{\"chapter\":1,\"progression\":" + none + "}", "\"2026-01-01T00:00:00Z\""));
        assertRefused(record("{\"chapter\":" + none + ",\"progression\":0.5}", "\"2026-01-01T00:00:00Z\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1767225600", "1767225600.5", "\"1767225600\"", "\"1767225600.5\"", "\"\"", "\"soon\""})
    void an_instant_is_no_number(String none) {
        assertRefused(record("{\"chapter\":1,\"progression\":0.5}", none));
    }

    /** Of a book that nobody has: a request that can be read is answered 404. */
    private static Answer record(String locator, String recordedAt) {
        var answer = reader.post("/api/v1/books/" + NOBODYS + "/progress",
                "{\"locator\":%s,\"deviceId\":\"phone\",\"recordedAt\":%s}".formatted(locator, recordedAt));
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        return answer;
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("type").asString()).endsWith("/invalid-request");
    }
}
