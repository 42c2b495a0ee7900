// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Figure;
import dev.lectern.benchmarks.Interleaved;
import dev.lectern.benchmarks.Measurement;
import dev.lectern.benchmarks.Run;
import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.Scenario;
import dev.lectern.benchmarks.Side;
import dev.lectern.benchmarks.load.Load;
import dev.lectern.benchmarks.load.Load.Client;
import dev.lectern.benchmarks.stage.Database;
import dev.lectern.benchmarks.stage.Stage;
import dev.lectern.contracts.Position;
import dev.lectern.contracts.log.EventLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Appending, a follower's page, and an aggregate's history in a log of millions, against the same in logs of 100,000 beside it. */
public final class LogGrowth implements Scenario {

    private static final long SMALL = 100_000;
    private static final List<Long> SIZES = List.of(1_000_000L, 10_000_000L);
    private static final int EVENTS_OF_AN_AGGREGATE = 50;
    /** Logs of {@link #SMALL} that histories are read from: one alone would fit into PostgreSQL's memory, and its memory isn't asked about. */
    private static final int SMALL_LOGS = 10;
    private static final int PAGE = 1_000;
    private static final int CLIENTS = 16;
    /** Level: within 1.3 ×. */
    private static final double LEAST_OF_SMALL = 1 / 1.3;
    private static final BareLoop.Row ROW = new BareLoop.Row("reading.progressed",
            ("{\"readingId\":\"%1$s\",\"readerId\":\"%1$s\",\"bookId\":\"%1$s\",\"place\":%2$s,\"furthest\":%2$s,\"status\":\"reading\"}")
                    .formatted(new UUID(3, 3), "{\"locator\":{\"chapter\":1,\"href\":\"text/chapter-1.xhtml\",\"progression\":0.25},"
                            + "\"percent\":12.5,\"deviceId\":\"phone\",\"recordedAt\":\"2026-01-02T03:04:05.678901Z\"}"), "{}");

    @Override
    public String name() {
        return "log-growth";
    }

    @Override
    public String about() {
        return "the event log with 1,000,000 and 10,000,000 events (--quick: 1,000,000); baseline: itself with 100,000";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        try (var stage = Stage.start(run, Set.of())) {
            // databases of their own: nobody follows these logs
            var smalls = new ArrayList<Database>();
            for (int i = 0; i < SMALL_LOGS; i++) {
                smalls.add(log(stage.database(), "small_" + i));
                fill(smalls.get(i), 0, SMALL);
            }
            var small = smalls.getFirst();
            var large = log(stage.database(), "large");
            var measurements = new ArrayList<Measurement>();
            var filled = 0L;
            for (var size : run.quick() ? SIZES.subList(0, 1) : SIZES) {
                run.say("  filling up to %,d events", size);
                fill(large, filled, size);
                filled = size;
                measurements.add(measure(run, "append", size, "events/s", appending(small), appending(large)));
                measurements.add(measure(run, "page", size, "pages/s", reading(pages(small)), reading(pages(large))));
                measurements.add(measure(run, "history", size, "histories/s",
                        reading(histories(smalls, SMALL)), reading(histories(List.of(large), size))));
            }
            return measurements;
        }
    }

    private Measurement measure(Run run, String what, long size, String unit, Side small, Side large) throws Exception {
        var samples = new Interleaved(run).side("ours", large).side("small", small).measure();
        var ours = Figure.of(Objects.requireNonNull(samples.get("ours")), Sample::rate);
        var baseline = Figure.of(Objects.requireNonNull(samples.get("small")), Sample::rate);
        return new Measurement("%s %s %,d".formatted(name(), what, size), unit, ours, baseline, null,
                List.of(Measurement.atLeastOfBaseline(ours, baseline, Math.round(LEAST_OF_SMALL * 100) / 100.0)));
    }

    private static Database log(Database server, String name) throws SQLException, IOException {
        var database = server.create(name);
        try (var sql = Objects.requireNonNull(EventLog.class.getResourceAsStream("/db/eventlog/V1__event_log.sql"))) {
            database.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${commandRole}", "nobody").replace("${queryRole}", "nobody"));
        }
        return database;
    }

    /** Events of many aggregates in turn, as they come in life. */
    private static void fill(Database database, long from, long to) throws SQLException {
        var aggregates = (to - from) / EVENTS_OF_AN_AGGREGATE;
        database.execute("""
                INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
                SELECT gen_random_uuid(), 'Reading', ('00000000000000040' || lpad(to_hex(%d + a), 15, '0'))::uuid::text, s, '%s', 1, '%s', '{}', now()
                  FROM generate_series(0, %d) AS s CROSS JOIN generate_series(0, %d) AS a
                """.formatted(from / EVENTS_OF_AN_AGGREGATE, ROW.name(), ROW.payload(), EVENTS_OF_AN_AGGREGATE - 1, aggregates - 1));
        database.execute("VACUUM (ANALYZE) events.event");
    }

    private static Side appending(Database database) throws SQLException {
        return new BareLoop(database, "events.event", CLIENTS, ROW, database.number("SELECT max(index) FROM events.event"));
    }

    /** Reads with a connection. */
    @FunctionalInterface
    private interface Read {
        boolean with(Connection connection) throws SQLException;
    }

    /** @param databases one of them, at random, each time */
    private record Reads(List<Database> databases, Read read) {
    }

    private static Side reading(Reads reads) {
        return window -> Load.closed(1, window, number -> {
            var connections = new ArrayList<Connection>();
            for (var database : reads.databases()) {
                connections.add(database.open());
            }
            return new Client() {
                @Override
                public boolean operate() throws SQLException {
                    return reads.read().with(connections.get(ThreadLocalRandom.current().nextInt(connections.size())));
                }

                @Override
                public void close() throws SQLException {
                    for (var connection : connections) {
                        connection.close();
                    }
                }
            };
        });
    }

    private static Reads pages(Database database) throws SQLException {
        var positions = new ArrayList<Position>();
        try (var connection = database.open(); var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT tx::text::bigint, index FROM events.event TABLESAMPLE SYSTEM (1) ORDER BY random() LIMIT 500")) {
            while (rows.next()) {
                positions.add(new Position(rows.getLong(1), rows.getLong(2)));
            }
        }
        return new Reads(List.of(database), connection -> {
            var after = positions.get(ThreadLocalRandom.current().nextInt(positions.size()));
            return !EventLog.readAfter(connection, after, PAGE).isEmpty();
        });
    }

    private static Reads histories(List<Database> databases, long size) {
        return new Reads(databases, connection -> {
            var aggregate = new UUID(4, ThreadLocalRandom.current().nextLong(size / EVENTS_OF_AN_AGGREGATE));
            return EventLog.readAggregate(connection, aggregate.toString(), 0).size() == EVENTS_OF_AN_AGGREGATE;
        });
    }
}
