// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Figure;
import dev.lectern.benchmarks.Latencies;
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
import dev.lectern.benchmarks.stage.Part;
import dev.lectern.benchmarks.stage.Stage;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** 200 writes a second: from commit to a row in the library, by PostgreSQL's own commit times, and to a read_committed consumer. */
public final class Freshness implements Scenario {

    private static final int WRITES_PER_SECOND = 200;
    private static final int CLIENTS = 32;
    private static final int BOOKS_EACH = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "freshness";
    }

    @Override
    public String about() {
        return "at 200 writes a second, the time from an event's commit to the library's row, and to a Kafka consumer";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        var window = Duration.ofSeconds(run.size(10, 30));
        var books = WRITES_PER_SECOND * (window.toSeconds() + WARM_UP.toSeconds());
        try (var stage = Stage.start(run, Set.of(Part.QUERY_SIDE, Part.REDIS, Part.KAFKA))) {
            var tokens = AccessTokens.of(stage.database());
            var filling = Filling.of(stage, tokens.ofAdministrator());
            filling.books(1, books / BOOKS_EACH, 1, BOOKS_EACH, 1);
            filling.awaitProjections();
            try (var consumer = EventConsumer.of(stage.kafka())) {
                var book = new AtomicLong(1);
                var progress = new Progress(tokens, BOOKS_EACH);
                load(stage, progress, book, WARM_UP);
                var begin = Instant.now();
                var posts = stage.watching("lectern_command", of -> load(stage, progress, book, of)).during(window);
                run.say("  %d writes, p95 %.1f ms", posts.operations(), posts.latencies().quantiles().p95());
                filling.awaitProjections();
                consumer.await(posts.operations(), begin);
                return List.of(measurement("row", posts, rows(stage, begin), 100),
                        measurement("kafka", posts, messages(stage, begin, consumer.arrivals()), 200));
            }
        }
    }

    private Measurement measurement(String to, Sample posts, Latencies latencies, double most) {
        var quantiles = latencies.quantiles();
        var cost = Figure.of(List.of(posts), Sample::rate);
        var figure = new Figure(quantiles.p95(), quantiles, posts.errors() + posts.operations() - latencies.count(),
                cost.statementsPerOperation(), cost.cores(), cost.coresElsewhere(), cost.residentBytes());
        return new Measurement(name() + " " + to, "ms p95", figure, null, null, List.of(
                Target.atMost("p95 ≤ %.0f ms".formatted(most), quantiles.p95(), most),
                Target.atMost("no errors", figure.errors(), 0)));
    }

    private static Sample load(Stage stage, Progress progress, AtomicLong book, Duration window) throws Exception {
        return Load.scheduled(CLIENTS, WRITES_PER_SECOND, window, number -> {
            var connection = new HttpConnection(stage.url());
            return new Client() {
                @Override
                public boolean operate() throws Exception {
                    return connection.succeed(progress.post(book.getAndIncrement(), 0.5));
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        });
    }

    /** Every reading here has one place, so the transaction that wrote the library's row last is the one that folded it. */
    private static Latencies rows(Stage stage, Instant begin) throws SQLException {
        var generation = stage.database().number("SELECT number FROM query.generation WHERE projection = 'library' AND state = 'active'");
        return latencies(stage, """
                SELECT extract(epoch FROM pg_xact_commit_timestamp(l.xmin) - pg_xact_commit_timestamp(e.tx::xid)) * 1e9
                  FROM events.event e
                  JOIN query.library_g%d l ON l.book_id = (e.payload ->> 'bookId')::uuid
                 WHERE e.name = 'reading.progressed' AND e.recorded_at >= '%s'
                """.formatted(generation, begin));
    }

    private static Latencies messages(Stage stage, Instant begin, Map<String, Instant> arrivals) throws SQLException {
        var latencies = new Latencies();
        try (var connection = stage.database().open(); var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT e.id::text, extract(epoch FROM pg_xact_commit_timestamp(e.tx::xid)) * 1e6
                          FROM events.event e WHERE e.name = 'reading.progressed' AND e.recorded_at >= '%s'
                        """.formatted(begin))) {
            while (rows.next()) {
                var arrival = arrivals.get(rows.getString(1));
                if (arrival != null) {
                    latencies.add((arrival.getEpochSecond() * 1_000_000 + arrival.getNano() / 1_000 - rows.getLong(2)) * 1_000);
                }
            }
        }
        return latencies;
    }

    private static Latencies latencies(Stage stage, String query) throws SQLException {
        var latencies = new Latencies();
        try (var connection = stage.database().open(); var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                latencies.add(rows.getLong(1));
            }
        }
        return latencies;
    }
}
