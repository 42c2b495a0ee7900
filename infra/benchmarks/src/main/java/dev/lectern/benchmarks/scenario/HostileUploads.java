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
import dev.lectern.benchmarks.library.Filling;
import dev.lectern.benchmarks.library.HostileEpub;
import dev.lectern.benchmarks.stage.Part;
import dev.lectern.benchmarks.stage.Stage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.json.JsonMapper;

/** Ten books that were made to keep the importer busy, uploaded at once: what readers notice of it. */
public final class HostileUploads implements Scenario {

    private static final int BOOKS = 10;
    private static final double MOST_OF_QUIET = 2;

    @Override
    public String name() {
        return "hostile-uploads";
    }

    @Override
    public String about() {
        return "p95 of GET /books, 50 a second, from the upload of 10 books that keep the importer busy on; baseline: before";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        try (var stage = Stage.start(run, EnumSet.of(Part.QUERY_SIDE, Part.REDIS, Part.KAFKA));
             var uploads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tokens = AccessTokens.of(stage.database());
            var filling = Filling.of(stage, tokens.ofAdministrator());
            filling.books(1, 1, 1, 50, 1);
            filling.awaitProjections();
            var reads = new Reads(stage, tokens.ofReader(Filling.reader(1)));
            reads.warmUp(run);
            var quiet = new ArrayList<Sample>();
            for (var round = 0; round < run.rounds(); round++) {
                quiet.add(reads.during(run.window()));
            }
            var books = new ArrayList<byte[]>();
            for (var book = 0; book < BOOKS; book++) {
                books.add(new HostileEpub(book).bytes());
            }
            var token = tokens.ofReader(Filling.reader(2));
            var uploading = books.stream().map(epub -> uploads.submit((Callable<UUID>) () -> {
                try (var api = new Api(stage.url(), token)) {
                    return api.upload("hostile.epub", epub);
                }
            })).toList();
            var during = new ArrayList<Sample>();
            for (var round = 0; round < run.rounds() * 2; round++) {
                during.add(reads.during(run.window()));
            }
            try (var api = new Api(stage.url(), token)) {
                say(run, api, uploading.stream().map(HostileUploads::uploaded).toList());
            }
            var ours = Figure.of(during, Reads::p95);
            var baseline = Figure.of(quiet, Reads::p95);
            return List.of(new Measurement(name(), "ms p95", ours, baseline, null, List.of(
                    Target.atMost("≤ 2 × without", ours.value() / baseline.value(), MOST_OF_QUIET),
                    Target.atMost("no errors", ours.errors(), 0))));
        }
    }

    private static UUID uploaded(Future<UUID> upload) {
        try {
            return upload.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a hostile book was not taken in", e);
        }
    }

    private static void say(Run run, Api api, List<UUID> books) throws Exception {
        var states = new TreeMap<String, Integer>();
        for (var book : books) {
            var report = JsonMapper.shared().readTree(api.get("/api/v1/books/" + book).text());
            states.merge(report.get("importState").asString() + " " + report.get("importReport").get("reason").asString(""), 1, Integer::sum);
        }
        run.say("  the books at the end: %s", states);
    }
}
