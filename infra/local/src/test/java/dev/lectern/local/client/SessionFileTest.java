// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFileTest {

    @TempDir Path directory;
    private final AtomicInteger refreshes = new AtomicInteger();
    private HttpServer server;
    private URI url;

    /** An issuer that accepts each refresh token once. */
    @BeforeEach
    void startIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/auth/refresh", exchange -> {
            var expected = "refresh-" + refreshes.get();
            var accepted = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).contains(expected);
            var n = accepted ? refreshes.incrementAndGet() : -1;
            var body = "{\"accessToken\":\"access-%1$d\",\"refreshToken\":\"refresh-%1$d\",\"expiresIn\":900}".formatted(n).getBytes();
            exchange.sendResponseHeaders(accepted ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stopIssuer() {
        server.stop(0);
    }

    @Test
    void commands_at_the_same_time_use_a_refresh_token_once() throws Exception {
        new SessionFile(directory).put(new Session(url, "ann@lectern.local", "old", Instant.EPOCH, "refresh-0"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var file = new SessionFile(directory);
            Callable<String> command = () -> file.usable(url).orElseThrow().accessToken();
            var tokens = threads.invokeAll(Collections.nCopies(8, command));
            assertThat(tokens.stream().map(Future::resultNow)).containsOnly("access-1");
        }
        assertThat(refreshes).hasValue(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("cli.json")))).isEqualTo("rw-------");
    }

    @Test
    void the_last_sign_in_is_where_commands_go_and_follows_its_server_to_another_port() throws Exception {
        var file = new SessionFile(directory);
        var elsewhere = URI.create("https://lectern.example");
        file.put(new Session(elsewhere, "ann@lectern.local", "a", Instant.MAX, "r"));
        file.put(new Session(url, "admin@lectern.local", "b", Instant.now().plusSeconds(900), "r"));
        assertThat(file.currentUrl()).hasValue(url);
        var moved = URI.create("http://localhost:9999");
        file.moved(moved);
        assertThat(file.currentUrl()).hasValue(moved);
        assertThat(file.usable(moved)).map(Session::accessToken).hasValue("b");
        assertThat(file.knows(elsewhere)).isTrue();
        assertThat(file.usable(url)).isEmpty();
    }
}
