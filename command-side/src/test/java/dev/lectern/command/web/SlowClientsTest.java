package dev.lectern.command.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.Client;
import dev.lectern.command.Servers;
import dev.lectern.web.Dripping;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;

/** Clients that send too slowly or too much don't keep a connection, and others don't notice them. */
@Timeout(120)
class SlowClientsTest {

    private static final String LOGIN = "POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private static ConfigurableApplicationContext service;
    private static int port;

    @BeforeAll
    static void start() {
        service = Servers.startService("lectern.clients.header-time=200ms", "lectern.clients.body-time=200ms", "lectern.clients.max-body=10KB");
        port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_head_that_does_not_end_ends_the_connection() throws Exception {
        assertThat(Dripping.untilClosed(port, LOGIN + "Slow: ", othersAreServed())).isEmpty();
    }

    @Test
    void a_body_that_comes_too_slowly_is_answered_408() throws Exception {
        assertThat(Dripping.untilClosed(port, LOGIN + "Content-Length: 10000\r\n\r\n{\"email\":\"", othersAreServed()))
                .startsWith("HTTP/1.1 408 ").contains("application/problem+json");
    }

    @Test
    void an_upload_that_comes_too_slowly_is_answered_408() throws Exception {
        var upload = "POST /api/v1/books HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token() + "\r\n"
                + "Content-Type: multipart/form-data; boundary=limit\r\nContent-Length: 100000\r\n\r\n"
                + "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.epub\"\r\n\r\nPK";
        assertThat(Dripping.untilClosed(port, upload, othersAreServed())).startsWith("HTTP/1.1 408 ").contains("application/problem+json");
    }

    @Test
    void a_body_of_somebody_unknown_is_not_waited_for() throws Exception {
        assertThat(Dripping.untilClosed(port, "POST /api/v1/shelves HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n", othersAreServed()))
                .startsWith("HTTP/1.1 401 ");
    }

    @Test
    void a_body_that_is_too_long_is_answered_413_whether_it_says_so_or_not() throws Exception {
        var body = ("{\"email\":\"" + "a".repeat(20_000) + "\",\"password\":\"a long password\"}").getBytes(StandardCharsets.UTF_8);
        var login = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/auth/login")).header("Content-Type", "application/json");
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (var publisher : List.of(BodyPublishers.ofByteArray(body),
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))) {
                var answer = http.send(login.POST(publisher).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(413);
                assertThat(answer.body()).contains("problems/too-large");
            }
        }
    }

    private static String token() {
        return Client.of(port).post("/api/v1/auth/register", "{\"email\":\"%s@example.org\",\"password\":\"a long password\"}"
                .formatted(UUID.randomUUID())).json().get("accessToken").asString();
    }

    private static Callable<?> othersAreServed() {
        return () -> assertThat(Client.of(port).get("/.well-known/jwks.json").status()).isEqualTo(200);
    }
}
