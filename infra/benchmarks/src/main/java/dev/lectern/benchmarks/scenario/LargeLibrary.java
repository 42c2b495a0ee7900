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
import dev.lectern.benchmarks.library.Api;
import dev.lectern.benchmarks.library.Filling;
import dev.lectern.benchmarks.stage.Stage;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A page of 50 from a library of 10,000 books, the first and one in the middle, against the whole of a library of 50. */
public final class LargeLibrary implements Scenario {

    private static final int SMALL = 50;
    private static final int LARGE = 10_000;
    /** The page time within 1.3 ×. */
    private static final double LEAST_OF_SMALL = 0.77;
    private static final String PATH = "/api/v1/books?limit=50";

    @Override
    public String name() {
        return "large-library";
    }

    @Override
    public String about() {
        return "pages of 50 of a reader with 10,000 books, without a cache; baseline: a reader with 50";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        try (var stage = Stage.start(run, Cache.OFF.parts())) {
            var tokens = AccessTokens.of(stage.database());
            var filling = Filling.of(stage, tokens.ofAdministrator());
            filling.books(1, 1, 1, SMALL, 1);
            filling.books(2, 1, SMALL + 1, LARGE, 1);
            filling.awaitProjections();
            var small = tokens.ofReader(Filling.reader(1));
            var large = tokens.ofReader(Filling.reader(2));
            var samples = new Interleaved(run)
                    .side("first", Library.pages(stage, PATH, large))
                    .side("middle", Library.pages(stage, PATH + "&cursor=" + middle(stage, large), large))
                    .side("small", Library.pages(stage, PATH, small))
                    .measure();
            var baseline = Figure.of(Objects.requireNonNull(samples.get("small")), Sample::rate);
            return List.of(measurement("first", samples.get("first"), baseline), measurement("middle", samples.get("middle"), baseline));
        }
    }

    private Measurement measurement(String page, @Nullable List<Sample> samples, Figure baseline) {
        var ours = Figure.of(Objects.requireNonNull(samples), Sample::rate);
        return new Measurement(name() + " " + page, "requests/s", ours, baseline, null, List.of(
                Measurement.atLeastOfBaseline(ours, baseline, LEAST_OF_SMALL), Target.atMost("no errors", ours.errors(), 0)));
    }

    private static String middle(Stage stage, String token) throws IOException {
        try (var api = new Api(stage.url(), token)) {
            var cursor = "";
            for (var books = 0; books < LARGE / 2; books += 500) {
                var page = api.get("/api/v1/books?limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
                cursor = JsonMapper.shared().readTree(page.text()).get("next").asString();
            }
            return cursor;
        }
    }
}
