// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.web.Dripping;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send a byte now and then don't keep a connection, and others don't notice them. */
@Timeout(60)
class SlowClientsTest {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

    @TempDir static Path directory;
    private static StubService commandSide;
    private static StubService querySide;
    private static FrontDoor door;

    @BeforeAll
    static void open() throws Exception {
        commandSide = new StubService("command-side", directory);
        querySide = new StubService("query-side", directory);
        var times = ClientTimes.of(Map.of("LECTERN_CLIENTS_HEADER_TIME", "200ms", "LECTERN_CLIENTS_BODY_TIME", "200ms",
                "LECTERN_CLIENTS_BODY_RATE", "1KB"));
        door = FrontDoor.open("127.0.0.1", 0, directory,
                new FrontDoor.Services(commandSide.upstream(), querySide.upstream(), List.of()), times);
    }

    @AfterAll
    static void close() throws Exception {
        door.close();
        querySide.close();
        commandSide.close();
    }

    @Test
    void a_head_that_does_not_end_ends_the_connection() throws Exception {
        assertThat(Dripping.untilClosed(door.port(), "GET /api/v1/books" + HOST + "Slow: ", othersAreServed())).isEmpty();
        assertThat(Dripping.untilClosed(door.port(), "GET /api/v1/bo", othersAreServed())).isEmpty();
    }

    @Test
    void a_body_that_comes_too_slowly_is_refused_by_whoever_waits_for_it() throws Exception {
        assertThat(Dripping.untilClosed(door.port(), "POST /api/v1/upload" + HOST + "Content-Length: 100000\r\n\r\n", othersAreServed()))
                .startsWith("HTTP/1.1 4").contains("Connection: close");
    }

    @Test
    void a_body_that_nobody_wants_is_not_waited_for_either() throws Exception {
        assertThat(Dripping.untilClosed(door.port(), "POST /api/v1/teapot" + HOST + "Content-Length: 100000\r\n\r\n", othersAreServed()))
                .startsWith("HTTP/1.1 418 ");
    }

    private static Callable<?> othersAreServed() {
        return () -> assertThat(CLIENT.send(request("/api/v1/books").GET().build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + door.port() + path));
    }
}
