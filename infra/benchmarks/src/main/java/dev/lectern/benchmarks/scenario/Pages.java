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
import dev.lectern.benchmarks.library.Epub;
import dev.lectern.benchmarks.library.Filling;
import dev.lectern.benchmarks.load.HttpConnection;
import dev.lectern.benchmarks.load.Requests;
import dev.lectern.benchmarks.stage.Part;
import dev.lectern.benchmarks.stage.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A chapter, its book's descriptions, a place, shelves, and statistics, with the cache warm or without a cache, against the limit. */
public final class Pages implements Scenario {

    private static final double LEAST_OF_LIMIT = 0.7;
    private static final int BOOKS = 50;
    private static final int SHELVES = 5;

    private final Cache cache;

    Pages(Cache cache) {
        this.cache = cache;
    }

    @Override
    public String name() {
        return cache.name("pages");
    }

    @Override
    public String about() {
        return "GET chapter, descriptions, progress, shelves, statistics, 16 clients, " + cache.words() + "; limit: " + cache.limit();
    }

    /** @param rows a name of the measured server's {@code PageRows} */
    private record Page(String name, String rows, @Nullable UUID book, String path) {
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        var book = prepared(run);
        var pages = List.of(
                new Page("chapter", "CHAPTER", book, "/api/v1/books/" + book + "/chapters/2"),
                new Page("descriptions", "DESCRIPTIONS", book, "/api/v1/books/" + book + "/descriptions"),
                new Page("progress", "PROGRESS", book, "/api/v1/books/" + book + "/progress"),
                new Page("shelves", "SHELVES", null, "/api/v1/shelves"),
                new Page("statistics", "STATISTICS", null, "/api/v1/me/statistics"));
        var measurements = new ArrayList<Measurement>();
        try (var stage = Stage.start(run, cache.parts())) {
            var token = AccessTokens.of(stage.database()).ofReader(Filling.reader(1));
            for (var page : pages) {
                run.say("  %s", page.name());
                var samples = new Interleaved(run)
                        .side("ours", Library.pages(stage, page.path(), token))
                        .side("limit", Library.pages(stage, cache.limitOf(page.rows(), page.book(), page.path()), token))
                        .measure();
                var ours = Figure.of(Objects.requireNonNull(samples.get("ours")), Sample::rate);
                var limit = Figure.of(Objects.requireNonNull(samples.get("limit")), Sample::rate);
                measurements.add(new Measurement(name() + " " + page.name(), "requests/s", ours, null, limit, List.of(
                        Measurement.atLeastOfLimit(ours, limit, LEAST_OF_LIMIT), cache.statements(ours),
                        Target.atMost("no errors", ours.errors(), 0))));
            }
        }
        return measurements;
    }

    /** A book that was uploaded, imported, analysed and opened, among 50 others on five shelves. */
    private static UUID prepared(Run run) throws Exception {
        try (var stage = Stage.start(run, Set.of(Part.QUERY_SIDE, Part.KAFKA, Part.NLP_PROCESSOR))) {
            var tokens = AccessTokens.of(stage.database());
            var filling = Filling.of(stage, tokens.ofAdministrator());
            filling.books(1, 1, 1, BOOKS, 1);
            filling.places(BOOKS, BOOKS, 1);
            filling.awaitProjections();
            try (var api = new Api(stage.url(), tokens.ofReader(Filling.reader(1)))) {
                var book = api.upload("voyage.epub", new Epub("The Voyage", 1, 4, 3_000, 0).bytes());
                for (var number = 1; number <= SHELVES; number++) {
                    var shelf = api.shelf("Shelf " + number);
                    for (var on = number; on <= BOOKS; on += SHELVES) {
                        api.putOnShelf(shelf, Filling.book(on));
                    }
                }
                run.say("  the book is imported and analysed");
                api.await(book, Api::isAnalysed);
                open(stage, tokens.ofReader(Filling.reader(1)), book);
                filling.awaitProjections();
                return book;
            }
        }
    }

    private static void open(Stage stage, String token, UUID book) throws IOException {
        try (var connection = new HttpConnection(stage.url())) {
            for (var device : List.of("phone", "tablet")) {
                connection.succeed(Requests.post("/api/v1/books/" + book + "/progress", token, """
                        {"locator":{"chapter":2,"progression":0.5},"deviceId":"%s","recordedAt":"2026-11-01T10:00:00Z"}""".formatted(device)));
            }
        }
    }
}
