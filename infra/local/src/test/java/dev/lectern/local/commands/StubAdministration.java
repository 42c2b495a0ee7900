// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lectern.local.client.LecternApi;
import dev.lectern.local.client.ReplayApi;
import dev.lectern.local.client.SessionFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A server that knows one projection, {@code library}, and shows its replay in the states that a test gave it. */
final class StubAdministration implements AutoCloseable {

    /** What was asked for, reading replays excepted. */
    final List<String> writes = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Look> looks = new ArrayDeque<>();
    private final HttpServer server;
    private final Path directory;
    private String newest = "";
    private String refusal = "";

    /** The replay as the next look finds it; {@code before} happens first. */
    private record Look(Runnable before, String replay) {}

    StubAdministration(Path directory) throws IOException {
        this.directory = directory;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    ReplayApi api() throws IOException {
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return LecternApi.at(url, new SessionFile(directory), Map.of("LECTERN_EMAIL", "admin@lectern.local", "LECTERN_PASSWORD", "p")).replays();
    }

    /** There is a replay already. */
    StubAdministration holds(String replay) {
        newest = replay;
        return this;
    }

    /** The next look finds this. */
    synchronized StubAdministration then(String replay) {
        return then(() -> {}, replay);
    }

    synchronized StubAdministration then(Runnable before, String replay) {
        looks.add(new Look(before, replay));
        return this;
    }

    /** The next look, and this many, find nobody. */
    synchronized StubAdministration thenIsAway(int times) {
        for (var n = 0; n < times; n++) {
            looks.add(new Look(() -> {}, ""));
        }
        return this;
    }

    /** Every write is answered 409 with this sentence. */
    StubAdministration refuses(String sentence) {
        refusal = sentence;
        return this;
    }

    /** @param more JSON members, without the comma before */
    static String replay(String state, double percent, String more) {
        return """
                {"id":"7","projection":"library","generation":3,"replaces":2,"state":"%s","auto":false,"expected":false,"throttle":null,
                 "segments":4,"percent":%s,"events":%d,"eventsTotal":20000,"eventsPerSecond":1235,"secondsLeft":80,"rows":1500,
                 "deadLetters":0,"comparison":null,"error":null,"requestedBy":null,"startedAt":"2026-11-01T10:00:00Z","activatedAt":null,"rollbackUntil":null,"steps":["pause","throttle","cancel"]%s}
                """.formatted(state, percent, (long) (percent * 200), more.isEmpty() ? "" : "," + more);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
                case "POST /api/v1/auth/login" -> send(exchange, 200, "{\"accessToken\":\"a\",\"refreshToken\":\"r\",\"expiresIn\":900}");
                case "GET /api/v1/admin/projections" -> send(exchange, 200, projections());
                case "GET /api/v1/admin/projections/library/replays" -> send(exchange, 200, "{\"items\":[" + newest + "]}");
                case "GET /api/v1/admin/projections/library/replays/7" -> look(exchange);
                case String write when write.startsWith("POST") && refusal.isEmpty() -> {
                    writes.add(write.substring(write.lastIndexOf('/') + 1) + " " + body);
                    look(exchange);
                }
                default -> send(exchange, 409, "{\"status\":409,\"detail\":\"" + refusal + "\"}");
            }
        }
    }

    private synchronized void look(HttpExchange exchange) throws IOException {
        var look = looks.remove();
        look.before().run();
        if (!look.replay().isEmpty()) {
            send(exchange, 200, look.replay());
        }
    }

    private String projections() {
        return """
                {"items":[{"name":"library","generation":2,"version":1,"position":"962.21","lagEvents":1234,"lagMs":5,"rows":20000,
                  "deadLetters":0,"segments":[],"replay":%s},
                 {"name":"places","generation":1,"version":1,"position":"962.21","lagEvents":0,"lagMs":0,"rows":7,"deadLetters":0,
                  "segments":[],"replay":null}],"next":null}
                """.formatted(newest.isEmpty() ? "null" : newest);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", status == 409 ? "application/problem+json" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
