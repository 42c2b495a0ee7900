// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.local.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class FrontDoorTest {

    @TempDir static Path directory;
    private static StubService commandSide;
    private static StubService querySide;
    private static FrontDoor door;
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void open() throws Exception {
        commandSide = new StubService("command-side", directory);
        querySide = new StubService("query-side", directory);
        door = FrontDoor.open("127.0.0.1", 0, directory,
                new FrontDoor.Services(commandSide.upstream(), querySide.upstream(), List.of()), ClientTimes.of(Map.of()));
    }

    @AfterAll
    static void close() throws Exception {
        door.close();
        querySide.close();
        commandSide.close();
    }

    @Test
    void reads_go_to_the_query_side_and_writes_to_the_command_side() throws Exception {
        assertThat(call("GET", "/api/v1/books?q=%C3%A4").body()).isEqualTo("query-side GET /api/v1/books q=%C3%A4 ä localhost");
        assertThat(call("HEAD", "/api/v1/books").headers().firstValue("Stub")).hasValue("query-side");
        for (var method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            assertThat(call(method, "/api/v1/books/1").body()).startsWith("command-side " + method);
        }
        assertThat(call("GET", "/.well-known/jwks.json").body()).startsWith("command-side GET");
        assertThat(call("GET", "/api/v1x").statusCode()).isEqualTo(404);
    }

    @Test
    void what_administers_read_models_goes_to_the_query_side_and_other_administration_does_not() throws Exception {
        for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            for (var path : List.of("projections/library/replays", "dead-letters/7/retry", "cache", "cache/lectern:book:*")) {
                assertThat(call(method, "/api/v1/admin/" + path).body()).startsWith("query-side " + method + " /api/v1/admin/" + path);
            }
        }
        for (var method : List.of("GET", "POST")) {
            assertThat(call(method, "/api/v1/admin/users").body()).startsWith("command-side " + method);
            assertThat(call(method, "/api/v1/admin/queues").body()).startsWith("command-side " + method);
        }
        assertThat(call("GET", "/api/v1/admin/performance").body()).startsWith("query-side GET");
        assertThat(call("DELETE", "/api/v1/admin/cached").body()).startsWith("command-side DELETE");
        assertThat(call("POST", "/api/v1/books/admin/cache").body()).startsWith("command-side POST");
    }

    @Test
    void one_connection_can_speak_to_all_in_turn() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (var round = 0; round < 50; round++) {
                assertThat(exchange(socket, answers, "GET /api/v1/a?q=" + round)).isEqualTo("query-side GET /api/v1/a q=" + round + " " + round + " localhost");
                assertThat(exchange(socket, answers, "DELETE /api/v1/b")).isEqualTo("command-side DELETE /api/v1/b null null localhost");
                assertThat(exchange(socket, answers, "GET /api/v1/late")).isEqualTo("query-side late");
                assertThat(exchange(socket, answers, "POST /api/v1/late")).isEqualTo("command-side late");
                assertThat(exchange(socket, answers, "GET /livez")).contains("components");
            }
        }
    }

    @Test
    void thirty_megabytes_stream_through_as_body_and_as_part() throws Exception {
        var body = new byte[30 * 1024 * 1024];
        assertThat(send(request("/api/v1/upload").POST(BodyPublishers.ofByteArray(body))).body()).isEqualTo("command-side took " + body.length);
        var streamed = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body));
        assertThat(send(request("/api/v1/upload").POST(streamed)).body()).isEqualTo("command-side took " + body.length);
        var head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.epub\"\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        var parts = BodyPublishers.ofByteArrays(List.of(head, body, "\r\n--x--\r\n".getBytes(StandardCharsets.US_ASCII)));
        assertThat(send(request("/api/v1/part").header("Content-Type", "multipart/form-data; boundary=x").POST(parts)).body())
                .isEqualTo("command-side took " + body.length);
    }

    @Test
    void a_range_of_a_file_is_answered_as_such() throws Exception {
        var answer = send(request("/api/v1/files/book.epub").header("Range", "bytes=2-4").GET());
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo("234");
    }

    @Test
    void an_event_stream_arrives_event_by_event() throws Exception {
        var answer = CLIENT.send(request("/api/v1/events").GET().build(), BodyHandlers.ofInputStream());
        var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        for (var event : List.of("first", "second")) {
            querySide.events.add(event);
            assertThat(lines.readLine()).isEqualTo("data: " + event);
            assertThat(lines.readLine()).isEmpty();
        }
        querySide.events.add("end");
        assertThat(lines.readLine()).isNull();
    }

    @Test
    void an_error_of_a_service_stays_its_own_and_hurts_no_later_request() throws Exception {
        for (var round = 0; round < 5; round++) {
            assertThat(call("GET", "/api/v1/broken").statusCode()).isEqualTo(500);
            assertThat(call("POST", "/api/v1/teapot").statusCode()).isEqualTo(418);
            assertThat(call("GET", "/api/v1/fine").body()).startsWith("query-side GET");
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            socket.getOutputStream().write("rubbish\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).contains(" 400");
        }
    }

    @Test
    void many_clients_at_once_get_each_their_own_answer() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var wrong = new ArrayList<CompletableFuture<Boolean>>();
            for (var client = 0; client < 16; client++) {
                var mine = client;
                wrong.add(CompletableFuture.supplyAsync(() -> IntStream.range(0, 100).anyMatch(n -> isWrong(mine, n)), threads));
            }
            assertThat(wrong.stream().map(CompletableFuture::join)).containsOnly(false);
        }
    }

    @Test
    void the_two_descriptions_become_one() throws Exception {
        var whole = JsonMapper.shared().readTree(call("GET", "/openapi.json").body());
        assertThat(whole.at("/paths/~1api~1v1~1books").propertyNames()).containsExactlyInAnyOrder("get", "post");
        assertThat(whole.at("/paths/~1api~1v1~1books/post/x/$ref").stringValue()).isEqualTo("#/components/schemas/WriteBook");
        assertThat(whole.at("/components/schemas").propertyNames()).containsExactlyInAnyOrder("Book", "Same", "WriteBook");
        assertThat(whole.at("/paths/~1api~1v1~1admin~1cache").propertyNames()).containsExactly("delete");
        assertThat(whole.at("/paths/~1api~1v1~1admin~1queues").propertyNames()).containsExactly("post");
        assertThat(whole.path("tags").valueStream().map(tag -> tag.path("name").stringValue()))
                .containsExactlyInAnyOrder("Administration", "query-side", "command-side");
        assertThat(call("GET", "/docs/").body()).contains("swagger");
        assertThat(call("GET", "/docs/swagger-initializer.js").body()).contains("/openapi.json");
        assertThat(call("GET", "/docs/../pom.properties").statusCode()).isEqualTo(404);
    }

    @Test
    void health_names_every_service() throws Exception {
        var health = JsonMapper.shared().readTree(call("GET", "/actuator/health").body());
        assertThat(health.path("status").stringValue()).isEqualTo("UP");
        assertThat(health.path("components").propertyNames()).containsExactlyInAnyOrder("command-side", "query-side");
        assertThat(call("GET", "/").body()).contains("Lectern");
    }

    @Test
    void a_taken_port_is_one_clear_line() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> FrontDoor.open("127.0.0.1", taken.getLocalPort(), directory,
                    new FrontDoor.Services(commandSide.upstream(), querySide.upstream(), List.of()), ClientTimes.of(Map.of())))
                    .isInstanceOf(Refused.class).hasMessageContaining("--port").hasMessageNotContaining("\n");
        }
    }

    /** Whether the answer is someone else's. */
    private static boolean isWrong(int client, int n) {
        try {
            var name = n % 2 == 0 ? "GET" : "POST";
            var expected = (n % 2 == 0 ? "query-side " : "command-side ") + name + " /api/v1/" + client + " q=" + n + " " + n + " localhost";
            return !call(name, "/api/v1/" + client + "?q=" + n).body().equals(expected);
        } catch (IOException | InterruptedException e) {
            return true;
        }
    }

    private static String exchange(Socket socket, BufferedReader answers, String call) throws IOException {
        socket.getOutputStream().write((call + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        var length = -1;
        for (var line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            if (line.toLowerCase().startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        if (length >= 0) {
            var body = new char[length];
            assertThat(answers.read(body)).isEqualTo(length);
            return new String(body);
        }
        var body = answers.readLine() == null ? "" : answers.readLine();
        assertThat(answers.readLine()).isEqualTo("0");
        answers.readLine();
        return body;
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + door.port() + path));
    }

    private static HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
