// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Figure;
import dev.lectern.benchmarks.Interleaved;
import dev.lectern.benchmarks.Measurement;
import dev.lectern.benchmarks.Run;
import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.Scenario;
import dev.lectern.benchmarks.library.AccessTokens;
import dev.lectern.benchmarks.load.HttpConnection;
import dev.lectern.benchmarks.load.Requests;
import dev.lectern.benchmarks.load.SampleText;
import dev.lectern.benchmarks.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Commands of one event, dispatched from 16 clients without HTTP, against a bare JDBC loop that inserts rows of the same size. */
public final class Append implements Scenario {

    private static final int CLIENTS = 16;
    private static final double LEAST_OF_LIMIT = 0.5;

    @Override
    public String name() {
        return "append";
    }

    @Override
    public String about() {
        return "commands of one event from 16 clients, without HTTP; limit: a bare JDBC loop on the same server";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        // alone: whoever follows the log works later too, and the bare loop has no followers
        try (var stage = Stage.start(run, Set.of()); var connection = new HttpConnection(stage.url())) {
            var token = AccessTokens.of(stage.database()).ofAdministrator();
            commands(connection, token, Duration.ofMillis(500));
            BareLoop.createTwin(stage.database());
            var bare = new BareLoop(stage.database(), "bench.event", CLIENTS,
                    BareLoop.rowLike(stage.database(), "reading.status-changed"), 0);
            var samples = new Interleaved(run)
                    .side("ours", stage.watching("lectern_command", window -> commands(connection, token, window)))
                    .side("limit", stage.watching("postgres", bare))
                    .measure();
            var ours = Figure.of(Objects.requireNonNull(samples.get("ours")), Sample::rate);
            var limit = Figure.of(Objects.requireNonNull(samples.get("limit")), Sample::rate);
            return List.of(new Measurement(name(), "commands/s", ours, null, limit,
                    List.of(Measurement.atLeastOfLimit(ours, limit, LEAST_OF_LIMIT))));
        }
    }

    private static Sample commands(HttpConnection connection, String token, Duration window) throws Exception {
        var answer = connection.exchange(Requests.post(
                "/api/v1/bench/append?clients=" + CLIENTS + "&millis=" + window.toMillis(), token, ""), true);
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return SampleText.read(answer.text());
    }
}
