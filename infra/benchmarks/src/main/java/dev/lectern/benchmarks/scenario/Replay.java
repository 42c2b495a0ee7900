// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Figure;
import dev.lectern.benchmarks.Measurement;
import dev.lectern.benchmarks.Run;
import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.Scenario;
import dev.lectern.benchmarks.Side;
import dev.lectern.benchmarks.library.AccessTokens;
import dev.lectern.benchmarks.library.Filling;
import dev.lectern.benchmarks.replay.CopyOfFinalRows;
import dev.lectern.benchmarks.replay.StockProcessor;
import dev.lectern.benchmarks.stage.Part;
import dev.lectern.benchmarks.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A replay of the library from its first event, against Axon's stock processor and against one SELECT and one COPY. */
public final class Replay implements Scenario {

    private static final int BOOKS_EACH = 50;
    private static final int CHAPTERS = 1;
    private static final int PLACES_EACH = 50;
    /** The stock processor replays only as long as this, and its rate is compared. */
    private static final Duration STOCK_WINDOW = Duration.ofSeconds(8);

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String about() {
        return "1,000,000 places of 20,000 readings into the library (--quick: a tenth); baseline: Axon's pooled processor with "
                + "defaults and a JPA row an event; limit: one SELECT, decoding, one COPY";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        long readings = run.size(2_000, 20_000);
        try (var stage = Stage.start(run, Set.of(Part.QUERY_SIDE))) {
            var administrator = AccessTokens.of(stage.database()).ofAdministrator();
            var events = fill(run, stage, administrator, readings);
            try (var stock = new StockProcessor(stage.database())) {
                var limit = new CopyOfFinalRows(stage.database());
                var replays = new Replays(stage, administrator);
                var rows = new ArrayList<Sample>();
                Side ours = window -> {
                    var made = replays.one(events);
                    rows.add(made.rows());
                    return made.ready();
                };
                var samples = measure(run, stage.watching("lectern_query", ours), stock, limit);
                var figures = samples.stream().map(of -> Figure.of(of, Sample::rate)).toList();
                // what warmed up is no figure
                return List.of(measurement(name(), figures.get(0), figures),
                        measurement(name() + " rows", Figure.of(rows.subList(1, rows.size()), Sample::rate), figures));
            }
        }
    }

    private static Measurement measurement(String name, Figure ours, List<Figure> figures) {
        return new Measurement(name, "events/s", ours, figures.get(1), figures.get(2), List.of(
                Measurement.atLeastOfBaseline(ours, figures.get(1), 10), Measurement.atLeastOfLimit(ours, figures.get(2), 0.4)));
    }

    /** How many events there are then. */
    static long fill(Run run, Stage stage, String administrator, long readings) throws Exception {
        run.say("  filling the log with %,d places of %,d readings", readings * PLACES_EACH, readings);
        var filling = Filling.of(stage, administrator);
        filling.books(1, readings / BOOKS_EACH, 1, BOOKS_EACH, CHAPTERS);
        filling.places(readings, BOOKS_EACH, PLACES_EACH);
        run.say("  the read models follow");
        filling.awaitProjections();
        return stage.database().number("SELECT count(*) FROM events.event");
    }

    private static List<List<Sample>> measure(Run run, Side... sides) throws Exception {
        var samples = new ArrayList<List<Sample>>();
        for (var side : sides) {
            samples.add(new ArrayList<>());
        }
        // three rounds, the first of which only warms up: one of a million events takes its time
        for (var round = 0; round < 3; round++) {
            for (var i = 0; i < sides.length; i++) {
                var sample = sides[i].during(STOCK_WINDOW);
                run.say("  round %d, %s: %,.0f events/s", round, List.of("ours", "baseline", "limit").get(i), sample.rate());
                if (round > 0) {
                    samples.get(i).add(sample);
                }
            }
        }
        return samples;
    }
}
