// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Figure;
import dev.lectern.benchmarks.Measurement;
import dev.lectern.benchmarks.Run;
import dev.lectern.benchmarks.Scenario;
import dev.lectern.benchmarks.Target;
import dev.lectern.benchmarks.library.AccessTokens;
import dev.lectern.benchmarks.library.Filling;
import dev.lectern.benchmarks.load.HttpConnection;
import dev.lectern.benchmarks.load.Load;
import dev.lectern.benchmarks.load.Load.Client;
import dev.lectern.benchmarks.load.Load.Clients;
import dev.lectern.benchmarks.load.Requests;
import dev.lectern.benchmarks.stage.Part;
import dev.lectern.benchmarks.stage.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A reader writes and reads it back, 200 times a second: POST, then GET with {@code Lectern-Min-Position}, both from when they were due. */
public final class WriteToVisible implements Scenario {

    private static final int WRITES_PER_SECOND = 200;
    private static final int CLIENTS = 64;
    private static final int WARM_UP_CLIENTS = 16;
    private static final int BOOKS_EACH = 50;
    private static final int READINGS = 5_000;
    private static final int MOST_P95 = 100;

    @Override
    public String name() {
        return "write-to-visible";
    }

    @Override
    public String about() {
        return "POST /progress, then GET of the same place with Lectern-Min-Position, 200 times a second";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        try (var stage = Stage.start(run, Set.of(Part.QUERY_SIDE, Part.REDIS, Part.KAFKA))) {
            var tokens = AccessTokens.of(stage.database());
            var filling = Filling.of(stage, tokens.ofAdministrator());
            filling.books(1, READINGS / BOOKS_EACH, 1, BOOKS_EACH, 1);
            filling.places(READINGS, BOOKS_EACH, 1);
            filling.awaitProjections();
            var roundTrips = roundTrips(stage, new Progress(tokens, BOOKS_EACH));
            // as fast as it goes: at 200 a second Java would still be compiling when it is measured
            Load.closed(WARM_UP_CLIENTS, Duration.ofSeconds(20), roundTrips);
            filling.awaitFollowers();
            var sample = stage.watching("lectern_query",
                    window -> Load.scheduled(CLIENTS, WRITES_PER_SECOND, window, roundTrips)).during(Duration.ofSeconds(run.size(10, 30)));
            var ours = Figure.of(List.of(sample), of -> of.latencies().quantiles().p95());
            return List.of(new Measurement(name(), "ms p95", ours, null, null, List.of(
                    Target.atMost("p95 ≤ 100 ms", ours.value(), MOST_P95), Target.atMost("no errors", ours.errors(), 0))));
        }
    }

    private static Clients roundTrips(Stage stage, Progress progress) {
        var next = new AtomicLong();
        return number -> {
            var connection = new HttpConnection(stage.url());
            return new Client() {
                @Override
                public boolean operate() throws Exception {
                    var write = next.getAndIncrement();
                    var book = 1 + write % READINGS;
                    var written = connection.exchange(progress.post(book, write % 9_999 / 10_000.0), false);
                    var position = written.header("Lectern-Position");
                    return written.status() == 200 && position != null && connection.status(Requests.get(
                            "/api/v1/books/" + Filling.book(book) + "/progress", progress.token(book), "Lectern-Min-Position: " + position)) == 200;
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        };
    }
}
