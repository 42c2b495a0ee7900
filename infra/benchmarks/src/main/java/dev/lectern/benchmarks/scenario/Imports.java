// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Figure;
import dev.lectern.benchmarks.Measurement;
import dev.lectern.benchmarks.Run;
import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.Scenario;
import dev.lectern.benchmarks.Target;
import dev.lectern.benchmarks.library.AccessTokens;
import dev.lectern.benchmarks.library.Api;
import dev.lectern.benchmarks.library.Epub;
import dev.lectern.benchmarks.library.Filling;
import dev.lectern.benchmarks.stage.Part;
import dev.lectern.benchmarks.stage.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Thirty books of 100,000 words uploaded at once, until all are analysed: memory of the whole, and what readers notice of it. */
public final class Imports implements Scenario {

    private static final long MOST_BYTES = 3_000_000_000L;
    private static final double MOST_OF_QUIET = 2;
    private static final int WORDS_OF_CHAPTER = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    /** Linux takes 30 ms of a processor to count a gigabyte's pages. */
    private static final Duration WATCHED_EVERY = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "imports";
    }

    @Override
    public String about() {
        return "30 books of 100,000 words imported and analysed at once (--quick: 4 of 10,000): resident memory of all, and readers' p95 against the quiet before";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        var books = run.size(4, 30);
        var chapters = run.size(10_000, 100_000) / WORDS_OF_CHAPTER;
        try (var stage = Stage.start(run, EnumSet.allOf(Part.class))) {
            var tokens = AccessTokens.of(stage.database());
            var filling = Filling.of(stage, tokens.ofAdministrator());
            filling.books(1, 1, 1, 50, 1);
            filling.awaitProjections();
            var reads = new Reads(stage, tokens.ofReader(Filling.reader(1)));
            reads.warmUp(run);
            var most = new AtomicLong();
            var done = new AtomicBoolean();
            // from here on, for to count pages takes time too
            var watcher = Thread.ofPlatform().start(() -> watch(stage, most, done));
            var quiet = new ArrayList<Sample>();
            for (var window = 0; window < run.rounds(); window++) {
                quiet.add(reads.during(run.window()));
            }
            var during = new ArrayList<Sample>();
            var begin = System.nanoTime();
            try (var api = new Api(stage.url(), tokens.ofReader(Filling.reader(2)))) {
                var uploaded = new ArrayList<UUID>();
                for (var book = 1; book <= books; book++) {
                    uploaded.add(api.upload("novel.epub", new Epub("Novel " + book, 200 + book, chapters, WORDS_OF_CHAPTER, 0).bytes()));
                }
                // books are analysed about in the order of their upload
                for (var book : uploaded) {
                    while (!api.is(book, Api::isAnalysed)) {
                        if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                            throw new IOException("not all books are analysed after " + PATIENCE);
                        }
                        during.add(stage.watching("lectern_query", reads::during).during(run.window()));
                    }
                }
            }
            var seconds = (System.nanoTime() - begin) / 1e9;
            done.set(true);
            watcher.join();
            run.say("  %,.0f words a second, from the first upload to the last analysis", books * (double) chapters * WORDS_OF_CHAPTER / seconds);
            return measurements(Figure.of(during, Reads::p95), Figure.of(quiet, Reads::p95), most.get());
        }
    }

    private List<Measurement> measurements(Figure during, Figure quiet, long most) {
        return List.of(
                new Measurement(name() + " memory", "MB", Figure.of(most / 1e6), null, null,
                        List.of(Target.atMost("< 3 GB", most, MOST_BYTES))),
                new Measurement(name() + " readers", "ms p95", during, quiet, null, List.of(
                        Target.atMost("≤ 2 × without", during.value() / quiet.value(), MOST_OF_QUIET),
                        Target.atMost("no errors", during.errors(), 0))));
    }

    private static void watch(Stage stage, AtomicLong most, AtomicBoolean done) {
        while (!done.get()) {
            most.accumulateAndGet(stage.watched().residentBytes(), Math::max);
            LockSupport.parkNanos(WATCHED_EVERY.toNanos());
        }
    }
}
