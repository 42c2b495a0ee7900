// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Latencies;
import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.load.HttpConnection;
import dev.lectern.benchmarks.load.Requests;
import dev.lectern.benchmarks.stage.Stage;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An administrator's replays of the library, over HTTP, at the query side's own port. */
final class Replays {

    private static final String PATH = "/api/v1/admin/projections/library/replays";
    private static final int SEGMENTS = 16;
    private static final long LOOK_AGAIN_NANOS = 20_000_000;
    private static final Set<String> MAKING_ROWS = Set.of("building", "indexing");
    private static final Set<String> AT_WORK = Set.of("building", "indexing", "comparing");

    /**
     * How fast a replay was.
     *
     * @param rows  until the new rows were there, with their indexes
     * @param ready until they were also compared with the serving ones
     */
    record Made(Sample rows, Sample ready) {
    }

    private final Stage stage;
    private final String token;

    /** @param token an administrator's */
    Replays(Stage stage, String token) {
        this.stage = stage;
        this.token = token;
    }

    /** One replay from its start until its rows could serve, compared with those that do; then it is taken away again. */
    Made one(long events) throws IOException {
        try (var connection = new HttpConnection(stage.querySide())) {
            var begin = System.nanoTime();
            var id = start(connection);
            await(connection, id, MAKING_ROWS);
            var rows = System.nanoTime() - begin;
            awaitReady(connection, id);
            var ready = System.nanoTime() - begin;
            cancel(connection, id);
            return new Made(sample(events, rows), sample(events, ready));
        }
    }

    private static Sample sample(long events, long nanos) {
        return Sample.of(events, nanos / 1e9, 0, new Latencies());
    }

    String start(HttpConnection connection) throws IOException {
        return json(connection, Requests.post(PATH, token, "{\"segments\":" + SEGMENTS + "}"), 201).get("id").asString();
    }

    void awaitReady(HttpConnection connection, String id) throws IOException {
        var state = await(connection, id, AT_WORK);
        if (!state.equals("ready")) {
            throw new IllegalStateException("the replay is " + state);
        }
    }

    /** Waits until it is in none of these states. */
    private String await(HttpConnection connection, String id, Set<String> states) throws IOException {
        var state = state(connection, id);
        while (states.contains(state)) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            state = state(connection, id);
        }
        return state;
    }

    private String state(HttpConnection connection, String id) throws IOException {
        return json(connection, Requests.get(PATH + "/" + id, token), 200).get("state").asString();
    }

    void cancel(HttpConnection connection, String id) throws IOException {
        json(connection, Requests.post(PATH + "/" + id + "/cancel", token, ""), 200);
    }

    private static JsonNode json(HttpConnection connection, byte[] request, int expected) throws IOException {
        var answer = connection.exchange(request, true);
        if (answer.status() != expected) {
            throw new IOException("a replay's request was answered " + answer.status() + ": " + answer.text());
        }
        return JsonMapper.shared().readTree(answer.text());
    }
}
