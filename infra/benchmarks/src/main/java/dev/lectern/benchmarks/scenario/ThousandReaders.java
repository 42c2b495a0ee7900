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
import dev.lectern.benchmarks.load.HttpConnection;
import dev.lectern.benchmarks.load.Load;
import dev.lectern.benchmarks.load.Load.Client;
import dev.lectern.benchmarks.load.Requests;
import dev.lectern.benchmarks.load.Sessions;
import dev.lectern.benchmarks.stage.Part;
import dev.lectern.benchmarks.stage.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A thousand readers at once, who browse (60 %), read chapters (25 %) and move on (15 %), and think one to five seconds between. */
public final class ThousandReaders implements Scenario {

    private static final int READERS = 1_000;
    private static final int BOOKS_EACH = 10;
    private static final int CHAPTERS = 6;
    private static final int WARM_UP_CLIENTS = 16;
    private static final int MOST_P95 = 100;

    @Override
    public String name() {
        return "thousand-readers";
    }

    @Override
    public String about() {
        return "1,000 readers at once: lists 60 %, chapters 25 %, places 15 %, a thought of 1 to 5 s between";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        try (var stage = Stage.start(run, Set.of(Part.QUERY_SIDE, Part.REDIS, Part.KAFKA))) {
            var tokens = AccessTokens.of(stage.database());
            var filling = Filling.of(stage, tokens.ofAdministrator());
            try (var api = new Api(stage.url(), tokens.ofReader(Filling.reader(0)))) {
                var book = api.upload("voyage.epub", new Epub("The Voyage", 1, CHAPTERS, 2_000, 0).bytes());
                api.await(book, Api::isImported);
                filling.copies(book, 1, READERS, 1, BOOKS_EACH);
            }
            run.say("  the read models follow");
            filling.awaitProjections();
            var progress = new Progress(tokens, BOOKS_EACH);
            for (var reader = 0L; reader < READERS; reader++) {
                progress.token(reader * BOOKS_EACH + 1);
            }
            // a thousand people who think don't ask enough in a minute for Java to compile what answers them
            Load.closed(WARM_UP_CLIENTS, Duration.ofSeconds(20), client -> {
                var connection = new HttpConnection(stage.url());
                var random = new Random(client);
                return new Client() {
                    @Override
                    public boolean operate() throws Exception {
                        return connection.succeed(question(progress, random.nextInt(READERS), random));
                    }

                    @Override
                    public void close() throws IOException {
                        connection.close();
                    }
                };
            });
            filling.awaitFollowers();
            sessions(stage, progress, Duration.ofSeconds(10));
            var sample = stage.watching("lectern_query", window -> sessions(stage, progress, window)).during(Duration.ofSeconds(run.size(15, 40)));
            run.say("  %.0f requests a second, %d errors %s", sample.rate(), sample.errors(), sample.failures());
            var ours = Figure.of(List.of(sample), Reads::p95);
            return List.of(new Measurement(name(), "ms p95", ours, null, null, List.of(
                    Target.atMost("p95 ≤ 100 ms", ours.value(), MOST_P95), Target.atMost("no errors", ours.errors(), 0))));
        }
    }

    private static Sample sessions(Stage stage, Progress progress, Duration window) throws Exception {
        return Sessions.at(stage.url(), READERS, window, (reader, random) -> question(progress, reader, random));
    }

    private static byte[] question(Progress progress, int reader, Random random) throws Exception {
        var book = reader * (long) BOOKS_EACH + 1 + random.nextInt(BOOKS_EACH);
        var token = progress.token(book);
        var path = "/api/v1/books/" + Filling.book(book);
        var dice = random.nextInt(100);
        if (dice < 60) {
            return Requests.get("/api/v1/books?limit=50", token);
        }
        return dice < 85 ? Requests.get(path + "/chapters/" + (1 + random.nextInt(CHAPTERS)), token)
                : progress.post(book, random.nextDouble());
    }
}
