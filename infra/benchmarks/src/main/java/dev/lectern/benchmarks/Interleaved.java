// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets the sides of a comparison work in turn, A B A B, so that what disturbs the machine disturbs all of them. */
public final class Interleaved {

    /** Windows of each side that don't count: Java compiles a whole service while it works. */
    private static final int WARM_UPS = 3;

    private final Run run;
    private final Map<String, Side> sides = new LinkedHashMap<>();

    public Interleaved(Run run) {
        this.run = run;
    }

    public Interleaved side(String name, Side side) {
        sides.put(name, side);
        return this;
    }

    /** The samples of each side; what it did to warm up is not among them. */
    public Map<String, List<Sample>> measure() throws Exception {
        var samples = new LinkedHashMap<String, List<Sample>>();
        for (var side : sides.entrySet()) {
            samples.put(side.getKey(), new ArrayList<>());
        }
        // in turn as well: what one side compiles, another uses
        for (var round = 0; round < WARM_UPS; round++) {
            for (var side : sides.values()) {
                side.during(run.window());
            }
        }
        for (var round = 1; round <= run.rounds(); round++) {
            for (var side : sides.entrySet()) {
                var sample = side.getValue().during(run.window());
                samples.getOrDefault(side.getKey(), new ArrayList<>()).add(sample);
                run.say("  round %d of %d, %-10s %,10.0f a second, p95 %.1f ms%s", round, run.rounds(), side.getKey(),
                        sample.rate(), sample.latencies().quantiles().p95(),
                        sample.errors() == 0 ? "" : ", %d errors %s".formatted(sample.errors(), sample.failures()));
            }
        }
        return samples;
    }
}
