// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Figure;
import dev.lectern.benchmarks.Interleaved;
import dev.lectern.benchmarks.Measurement;
import dev.lectern.benchmarks.Run;
import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.Scenario;
import dev.lectern.benchmarks.Target;
import dev.lectern.benchmarks.library.AccessTokens;
import dev.lectern.benchmarks.library.Filling;
import dev.lectern.benchmarks.load.HttpConnection;
import dev.lectern.benchmarks.load.Load;
import dev.lectern.benchmarks.load.Load.Client;
import dev.lectern.benchmarks.load.Load.Clients;
import dev.lectern.benchmarks.stage.Part;
import dev.lectern.benchmarks.stage.Stage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** {@code POST /progress} from 64 clients over 10,000 readings, against a bare JDBC loop of one row a transaction. */
public final class ProgressWrites implements Scenario {

    /** Who does something with what was written, on the same processors: a query side that folds it, and a Kafka that is told. */
    public enum Followers { ALL, NONE }

    private static final int CLIENTS = 64;
    private static final int BOOKS_EACH = 50;
    private static final int READINGS = 10_000;
    private static final double LEAST_OF_LIMIT = 0.35;
    private static final int MOST_P99 = 250;

    private final Followers followers;

    public ProgressWrites(Followers followers) {
        this.followers = followers;
    }

    @Override
    public String name() {
        return switch (followers) {
            case ALL -> "progress-writes";
            case NONE -> "progress-writes-alone";
        };
    }

    @Override
    public String about() {
        return switch (followers) {
            case ALL -> "POST /progress, 64 clients, 10,000 readings, with everything that follows; limit: a bare JDBC loop, 64 connections";
            case NONE -> "the same without query side and Kafka, which have machines of their own where there are many writes";
        };
    }

    private Set<Part> parts() {
        return switch (followers) {
            case ALL -> Set.of(Part.QUERY_SIDE, Part.REDIS, Part.KAFKA);
            case NONE -> Set.of();
        };
    }

    /** So that what follows the writes takes nothing from the limit. */
    private void awaitFollowers(Filling filling) throws SQLException {
        if (followers == Followers.ALL) {
            filling.awaitFollowers();
        }
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        try (var stage = Stage.start(run, parts())) {
            var tokens = AccessTokens.of(stage.database());
            var filling = Filling.of(stage, tokens.ofAdministrator());
            filling.books(1, READINGS / BOOKS_EACH, 1, BOOKS_EACH, 1);
            filling.places(READINGS, BOOKS_EACH, 1);
            awaitFollowers(filling);
            stage.database().execute("VACUUM (ANALYZE)");
            BareLoop.createTwin(stage.database());
            var row = BareLoop.rowLike(stage.database(), "reading.progressed");
            var bare = new BareLoop(stage.database(), "bench.event", CLIENTS, row, 0);
            var pgbench = new PgBench(stage.database(), CLIENTS, row, run.data().resolve("insert.sql"));
            var posts = posts(stage, new Progress(tokens, BOOKS_EACH));
            // Java compiles for a minute all that follows a write
            Load.closed(CLIENTS, Duration.ofSeconds(run.size(10, 60)), posts);
            var sides = new Interleaved(run)
                    .side("ours", stage.watching("lectern_command", window -> Load.closed(CLIENTS, window, posts)))
                    .side("limit", window -> {
                        awaitFollowers(filling);
                        return bare.during(window);
                    });
            var samples = (PgBench.isInstalled() ? sides.side("pgbench", pgbench) : sides).measure();
            var ours = Figure.of(Objects.requireNonNull(samples.get("ours")), Sample::rate);
            var limit = Figure.of(Objects.requireNonNull(samples.get("limit")), Sample::rate);
            awaitFollowers(filling);
            var half = Figure.of(List.of(stage.watching("lectern_command",
                    window -> Load.scheduled(CLIENTS, ours.value() / 2, window, posts)).during(run.window().multipliedBy(3))),
                    sample -> sample.latencies().quantiles().p99());
            var measurements = new ArrayList<Measurement>();
            measurements.add(new Measurement(name(), "requests/s", ours, null, limit, List.of(
                    Measurement.atLeastOfLimit(ours, limit, LEAST_OF_LIMIT), Target.atMost("no errors", ours.errors(), 0))));
            var byPgBench = samples.get("pgbench");
            if (byPgBench != null) {
                measurements.add(new Measurement(name() + " pgbench", "requests/s", ours, null, Figure.of(byPgBench, Sample::rate), List.of()));
            }
            measurements.add(new Measurement(name() + " half load", "ms p99", half, null, null, List.of(
                    Target.atMost("p99 ≤ 250 ms", half.value(), MOST_P99), Target.atMost("no errors", half.errors(), 0))));
            return measurements;
        }
    }

    /** One reading after the other, so that no two clients meet at one. */
    static Clients posts(Stage stage, Progress progress) {
        var next = new AtomicLong();
        return number -> {
            var connection = new HttpConnection(stage.url());
            return new Client() {
                @Override
                public boolean operate() throws Exception {
                    var write = next.getAndIncrement();
                    return connection.succeed(progress.post(1 + write % READINGS, write % 9_999 / 10_000.0));
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        };
    }
}
