// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

    private final Set<Integer> connections = new HashSet<>();
    private HttpServer server;
    private URI url;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/long", exchange -> answer(exchange, 200, 100_000));
        server.createContext("/chunked", exchange -> answer(exchange, 200, 0));
        server.createContext("/nothing", exchange -> answer(exchange, 204, -1));
        server.createContext("/refused", exchange -> answer(exchange, 422, 3));
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange, int status, long length) throws IOException {
        connections.add(exchange.getRemoteAddress().getPort());
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Lectern-Position", "7.9");
        exchange.sendResponseHeaders(status, length);
        if (length >= 0) {
            exchange.getResponseBody().write("x".repeat((int) (length == 0 ? 70_000 : length)).getBytes());
        }
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void one_connection_reads_answers_of_every_shape_one_after_the_other() throws IOException {
        try (var connection = new HttpConnection(url)) {
            assertThat(connection.exchange(Requests.get("/long", "t"), true).body()).hasSize(100_000);
            assertThat(connection.exchange(Requests.get("/chunked", "t"), true).body()).hasSize(70_000);
            assertThat(connection.status(Requests.get("/chunked", "t"))).isEqualTo(200);
            assertThat(connection.status(Requests.put("/nothing", "t"))).isEqualTo(204);
            assertThat(connection.status(Requests.post("/refused", "t", "{}"))).isEqualTo(422);
            assertThat(connection.exchange(Requests.get("/long", "t"), false).header("lectern-position")).isEqualTo("7.9");
        }
        assertThat(connections).hasSize(1);
    }
}
