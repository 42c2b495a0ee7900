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

/** An administrator's replays of the library, over HTTP. */
final class Replays {

    private static final String PATH = "/api/v1/admin/projections/library/replays";
    private static final int SEGMENTS = 16;
    private static final long LOOK_AGAIN_NANOS = 20_000_000;
    private static final Set<String> AT_WORK = Set.of("building", "running", "catching-up", "indexing", "started", "created", "comparing");

    private final Stage stage;
    private final String token;

    /** @param token an administrator's */
    Replays(Stage stage, String token) {
        this.stage = stage;
        this.token = token;
    }

    /** One replay from its start until it stands where the serving generation stands, then taken away again. */
    Sample one(long events) throws IOException {
        try (var connection = new HttpConnection(stage.url())) {
            var begin = System.nanoTime();
            var id = start(connection);
            awaitReady(connection, id);
            var sample = Sample.of(events, (System.nanoTime() - begin) / 1e9, 0, new Latencies());
            cancel(connection, id);
            return sample;
        }
    }

    String start(HttpConnection connection) throws IOException {
        return json(connection, Requests.post(PATH, token, "{\"segments\":" + SEGMENTS + "}"), 201).get("id").asString();
    }

    void awaitReady(HttpConnection connection, String id) throws IOException {
        var state = state(connection, id);
        while (AT_WORK.contains(state)) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            state = state(connection, id);
        }
        if (!state.equals("ready")) {
            throw new IllegalStateException("the replay is " + state);
        }
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
