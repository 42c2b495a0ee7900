// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import com.nimbusds.jose.JOSEException;
import dev.lectern.benchmarks.Figure;
import dev.lectern.benchmarks.Interleaved;
import dev.lectern.benchmarks.Measurement;
import dev.lectern.benchmarks.Run;
import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.Scenario;
import dev.lectern.benchmarks.Side;
import dev.lectern.benchmarks.Target;
import dev.lectern.benchmarks.library.AccessTokens;
import dev.lectern.benchmarks.library.Filling;
import dev.lectern.benchmarks.load.HttpClients;
import dev.lectern.benchmarks.load.Load;
import dev.lectern.benchmarks.load.Requests;
import dev.lectern.benchmarks.stage.Database;
import dev.lectern.benchmarks.stage.Stage;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/** Libraries of random readers with 100,000 readers in the tables, against the same with 100; both as shares of the limit then. */
public final class ManyReaders implements Scenario {

    private static final int FEW = 100;
    private static final int BOOKS = 50;
    private static final int ASKED = 500;
    /** Within 1.3 ×. */
    private static final double LEAST_OF_FEW = 0.77;
    private static final String PATH = "/api/v1/books?limit=50";

    @Override
    public String name() {
        return "many-readers";
    }

    @Override
    public String about() {
        return "GET /books of random readers, 100,000 × 50 books in the tables (--quick: 5,000 × 50), as a share of the limit; baseline: with 100 readers";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        try (var stage = Stage.start(run, Cache.OFF.parts())) {
            var tokens = AccessTokens.of(stage.database());
            var filling = Filling.of(stage, tokens.ofAdministrator());
            filling.books(1, FEW, 1, BOOKS, 1);
            filling.awaitProjections();
            var few = shares(run, stage, tokens, FEW);
            long many = run.size(5_000, 100_000);
            run.say("  filling the library's table up to %,d rows", many * BOOKS);
            copyRows(stage.database(), FEW + 1L, many);
            var after = shares(run, stage, tokens, many);
            var rate = rate(after);
            var ours = new Figure(share(after), rate.latency(), rate.errors(), rate.statementsPerOperation(),
                    rate.cores(), rate.coresElsewhere(), rate.residentBytes());
            var baseline = Figure.of(share(few));
            return List.of(new Measurement(name(), "share of limit", ours, baseline, null, List.of(
                    Measurement.atLeastOfBaseline(ours, baseline, LEAST_OF_FEW), Target.atMost("no errors", ours.errors(), 0))));
        }
    }

    private static Map<String, List<Sample>> shares(Run run, Stage stage, AccessTokens tokens, long readers) throws Exception {
        var asked = LongStream.range(0, ASKED).map(i -> 1 + ThreadLocalRandom.current().nextLong(readers)).toArray();
        var limit = Cache.WARM.limitOf("BOOKS", null, PATH);
        return new Interleaved(run)
                .side("ours", stage.watching("lectern_query", pages(stage, tokens, PATH, asked)))
                .side("limit", pages(stage, tokens, limit, asked))
                .measure();
    }

    private static Side pages(Stage stage, AccessTokens tokens, String path, long[] readers) throws JOSEException {
        var requests = new byte[readers.length][];
        for (var i = 0; i < readers.length; i++) {
            requests[i] = Requests.get(path, tokens.ofReader(Filling.reader(readers[i])));
        }
        return window -> Load.closed(Library.CLIENTS, window, new HttpClients(stage.url(),
                () -> requests[ThreadLocalRandom.current().nextInt(requests.length)]));
    }

    private static Figure rate(Map<String, List<Sample>> samples) {
        return Figure.of(Objects.requireNonNull(samples.get("ours")), Sample::rate);
    }

    private static double share(Map<String, List<Sample>> samples) {
        return rate(samples).value() / Figure.of(Objects.requireNonNull(samples.get("limit")), Sample::rate).value();
    }

    /** The first reader's rows again for each new reader: through the log it would take hours. */
    private static void copyRows(Database database, long first, long last) throws SQLException {
        var table = "query.library_g" + database.number("SELECT number FROM query.generation WHERE projection = 'library' AND state = 'active'");
        var columns = database.text("SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped", table);
        var values = List.of(columns.split(", ")).stream().map(column -> switch (column) {
            case "owner_id" -> "bench.id(1, r)";
            case "book_id" -> "bench.id(2, 1000000000 + r * %d + row_number)".formatted(BOOKS);
            default -> "l." + column;
        }).toList();
        database.execute("""
                INSERT INTO %s (%s) SELECT %s FROM generate_series(%d, %d) AS r
                 CROSS JOIN (SELECT *, row_number() OVER () FROM %s WHERE owner_id = bench.id(1, 1)) AS l
                """.formatted(table, columns, String.join(", ", values), first, last, table));
        database.execute("VACUUM (ANALYZE)");
    }
}
