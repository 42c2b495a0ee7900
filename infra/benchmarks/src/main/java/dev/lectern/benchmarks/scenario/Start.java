// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Figure;
import dev.lectern.benchmarks.Measurement;
import dev.lectern.benchmarks.Run;
import dev.lectern.benchmarks.Scenario;
import dev.lectern.benchmarks.Target;
import dev.lectern.benchmarks.stage.Started;
import java.util.ArrayList;
import java.util.List;

/** {@code ./lectern up} from the command to ready, against a JVM with three Spring Boot applications that say hello. */
public final class Start implements Scenario {

    private static final double MOST_SECONDS = 20;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "./lectern up with its data directory made, from the command to ready; limit: one JVM with three Spring Boot hello worlds";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        var first = Started.lectern(run.data().resolve("home"), line -> { });
        run.say("  the very first start %.1f s", first);
        var ours = new ArrayList<Double>();
        var limit = new ArrayList<Double>();
        for (var round = 1; round <= run.size(2, 3); round++) {
            ours.add(Started.lectern(run.data().resolve("home"), line -> run.say("    %s", line)));
            limit.add(Started.hello());
            run.say("  round %d, ours %.1f s, limit %.1f s", round, ours.getLast(), limit.getLast());
        }
        var figure = Figure.of(ours);
        return List.of(
                new Measurement(name(), "s", figure, null, Figure.of(limit), List.of(Target.atMost("≤ 20 s", figure.value(), MOST_SECONDS))),
                new Measurement(name() + " first", "s", Figure.of(first), null, null, List.of(Target.atMost("≤ 20 s", first, MOST_SECONDS))));
    }
}
