// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Figure;
import dev.lectern.benchmarks.Measurement;
import dev.lectern.benchmarks.Run;
import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.Scenario;
import dev.lectern.benchmarks.Target;
import dev.lectern.benchmarks.library.AccessTokens;
import dev.lectern.benchmarks.library.Filling;
import dev.lectern.benchmarks.load.HttpConnection;
import dev.lectern.benchmarks.stage.Part;
import dev.lectern.benchmarks.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Readers' lists while the library is replayed, against the same without a replay. */
public final class ReadsDuringReplay implements Scenario {

    private static final double MOST_OF_QUIET = 1.5;

    @Override
    public String name() {
        return "reads-during-replay";
    }

    @Override
    public String about() {
        return "p95 of GET /books, 50 a second, while the library is replayed; baseline: the same without a replay";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        try (var stage = Stage.start(run, Set.of(Part.QUERY_SIDE, Part.REDIS));
                var connection = new HttpConnection(stage.querySide())) {
            var tokens = AccessTokens.of(stage.database());
            Replay.fill(run, stage, tokens.ofAdministrator(), run.size(4_000, 20_000));
            var replays = new Replays(stage, tokens.ofAdministrator());
            var during = new ArrayList<Sample>();
            var quiet = new ArrayList<Sample>();
            var reads = new Reads(stage, tokens.ofReader(Filling.reader(1)));
            reads.warmUp(run);
            for (var round = 0; round < run.rounds(); round++) {
                quiet.add(stage.watching("lectern_query", reads::during).during(run.window()));
                var id = replays.start(connection);
                during.add(stage.watching("lectern_query", reads::during).during(run.window()));
                replays.awaitReady(connection, id);
                replays.cancel(connection, id);
            }
            var ours = Figure.of(during, Reads::p95);
            var baseline = Figure.of(quiet, Reads::p95);
            return List.of(new Measurement(name(), "ms p95", ours, baseline, null, List.of(
                    Target.atMost("≤ 1.5 × without", ours.value() / baseline.value(), MOST_OF_QUIET),
                    Target.atMost("no errors", ours.errors(), 0))));
        }
    }
}
