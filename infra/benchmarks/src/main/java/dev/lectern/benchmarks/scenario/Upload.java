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
import dev.lectern.benchmarks.stage.Part;
import dev.lectern.benchmarks.stage.Stage;
import dev.lectern.contracts.content.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** An upload of 30 MB until its 202, against copying the bytes to the same disk while hashing them; and what readers notice of it. */
public final class Upload implements Scenario {

    private static final int MEGABYTES = 30;
    private static final int CHUNK = 64 * 1024;
    private static final int WARM_UP = 10;
    /** Bytes a second, 100 Mbit. Whoever sends from the same machine at the speed of memory takes its processors from readers, not Lectern. */
    private static final long LINE = 12_500_000;
    private static final double MOST_OF_LIMIT = 2;
    /** Unchanged, within what two windows of the same differ by. */
    private static final double MOST_OF_QUIET = 1.2;

    @Override
    public String name() {
        return "upload";
    }

    @Override
    public String about() {
        return "POST /books of 30 MB until 202; limit: copying the bytes to the same disk while hashing, with fsync; and readers' p95 while as much comes in at 100 Mbit a second";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        try (var stage = Stage.start(run, Set.of(Part.QUERY_SIDE, Part.REDIS, Part.KAFKA))) {
            var tokens = AccessTokens.of(stage.database());
            var filling = Filling.of(stage, tokens.ofAdministrator());
            filling.books(1, 1, 1, 50, 1);
            filling.awaitProjections();
            var reader = tokens.ofReader(Filling.reader(1));
            var uploader = tokens.ofReader(Filling.reader(2));
            try (var api = new Api(stage.url(), uploader);
                 var fromOutside = new Api(new HttpConnection(stage.url(), LINE), uploader)) {
                return List.of(uploads(run, api), readers(run, new Reads(stage, reader), fromOutside));
            }
        }
    }

    private Measurement uploads(Run run, Api api) throws IOException {
        var ours = new ArrayList<Double>();
        var limit = new ArrayList<Double>();
        for (var round = 1 - WARM_UP; round <= run.rounds() * 2; round++) {
            var epub = new Epub("Pictures " + round, round, 2, 500, MEGABYTES).bytes();
            var request = api.uploadOf("pictures.epub", epub);
            var begin = System.nanoTime();
            var book = api.upload(request);
            var uploaded = (System.nanoTime() - begin) / 1e9;
            // the import that follows works on what was uploaded: it must not meet the next one
            api.await(book, Api::isImported);
            begin = System.nanoTime();
            copy(epub, run.data().resolve("copy-" + round));
            if (round > 0) {
                ours.add(uploaded);
                limit.add((System.nanoTime() - begin) / 1e9);
                run.say("  round %d, ours %.3f s, limit %.3f s", round, ours.getLast(), limit.getLast());
            }
        }
        var figure = Figure.of(ours);
        return new Measurement(name(), "s", figure, null, Figure.of(limit), List.of(
                Target.atMost("≤ 2 × limit", figure.value() / Figure.of(limit).value(), MOST_OF_LIMIT)));
    }

    /** To a new file each time, as uploads are: memory that a file before had would be quicker to have than any that is free. */
    private static void copy(byte[] bytes, Path file) throws IOException {
        var hash = ContentHash.sha256();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (var from = 0; from < bytes.length; from += CHUNK) {
                var length = Math.min(CHUNK, bytes.length - from);
                hash.update(bytes, from, length);
                channel.write(ByteBuffer.wrap(bytes, from, length));
            }
            channel.force(true);
        }
        ContentHash.ofDigest(hash.digest());
    }

    private Measurement readers(Run run, Reads reads, Api api) throws Exception {
        var quiet = new ArrayList<Sample>();
        var during = new ArrayList<Sample>();
        reads.warmUp(run);
        for (var round = 0; round < run.rounds(); round++) {
            quiet.add(reads.during(run.window()));
            var epub = new Epub("More pictures " + round, 100 + round, 2, 500, MEGABYTES).bytes();
            var request = api.uploadOf("more-pictures.epub", epub);
            var upload = CompletableFuture.supplyAsync(() -> uploaded(api, request));
            during.add(reads.during(run.window()));
            api.await(upload.get(), Api::isImported);
        }
        var ours = Figure.of(during, Reads::p95);
        var baseline = Figure.of(quiet, Reads::p95);
        return new Measurement(name() + " readers", "ms p95", ours, baseline, null, List.of(
                Target.atMost("≤ 1.2 × without", ours.value() / baseline.value(), MOST_OF_QUIET),
                Target.atMost("no errors", ours.errors(), 0)));
    }

    private static UUID uploaded(Api api, byte[] request) {
        try {
            return api.upload(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
