// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Figure;
import dev.lectern.benchmarks.Interleaved;
import dev.lectern.benchmarks.Measurement;
import dev.lectern.benchmarks.Run;
import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.Scenario;
import dev.lectern.benchmarks.Side;
import dev.lectern.benchmarks.Target;
import dev.lectern.benchmarks.library.AccessTokens;
import dev.lectern.benchmarks.library.Filling;
import dev.lectern.benchmarks.load.HttpClients;
import dev.lectern.benchmarks.load.Load;
import dev.lectern.benchmarks.load.Requests;
import dev.lectern.benchmarks.stage.Database;
import dev.lectern.benchmarks.stage.Stage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code GET /books} of 50 books, with the cache warm or without a cache, against the N+1 list of the origin and against the limit. */
public final class Library implements Scenario {

    static final int CLIENTS = 16;
    private static final int BOOKS = 50;
    private static final int CHAPTERS = 20;
    private static final int PLACES = 3;
    private static final String PATH = "/api/v1/books?limit=50";

    private final Cache cache;

    Library(Cache cache) {
        this.cache = cache;
    }

    @Override
    public String name() {
        return cache.name("library");
    }

    @Override
    public String about() {
        return "GET /books of 50 books, 16 clients, " + cache.words() + "; baseline: the N+1 list of the origin (JPA); limit: " + cache.limit();
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        try (var stage = Stage.start(run, cache.parts())) {
            var tokens = AccessTokens.of(stage.database());
            var filling = Filling.of(stage, tokens.ofAdministrator());
            filling.books(1, 1, 1, BOOKS, CHAPTERS);
            filling.places(BOOKS, BOOKS, PLACES);
            filling.awaitProjections();
            origin(stage.database());
            var token = tokens.ofReader(Filling.reader(1));
            var samples = new Interleaved(run)
                    .side("ours", pages(stage, PATH, token))
                    .side("baseline", pages(stage, "/api/v1/bench/origin/books", token))
                    .side("limit", pages(stage, cache.limitOf("BOOKS", null, PATH), token))
                    .measure();
            return List.of(measurement(samples));
        }
    }

    private Measurement measurement(Map<String, List<Sample>> samples) {
        var ours = Figure.of(Objects.requireNonNull(samples.get("ours")), Sample::rate);
        var baseline = Figure.of(Objects.requireNonNull(samples.get("baseline")), Sample::rate);
        var limit = Figure.of(Objects.requireNonNull(samples.get("limit")), Sample::rate);
        var targets = new ArrayList<Target>();
        targets.add(Measurement.atLeastOfBaseline(ours, baseline, cache == Cache.WARM ? 30 : 12));
        targets.add(Measurement.atLeastOfLimit(ours, limit, cache == Cache.WARM ? 0.75 : 0.7));
        targets.add(cache.statements(ours));
        targets.add(Target.atMost("no errors", ours.errors(), 0));
        return new Measurement(name(), "requests/s", ours, baseline, limit, targets);
    }

    static Side pages(Stage stage, String path, String token) {
        var request = Requests.get(path, token);
        return stage.watching("lectern_query", window -> Load.closed(CLIENTS, window, new HttpClients(stage.url(), () -> request)));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The origin's three tables, with the same books in them, and the indexes that it had. */
    private static void origin(Database database) throws SQLException {
        database.execute("""
                CREATE TABLE bench.origin_book AS SELECT book_id AS id, owner_id AS owner, facts_title AS title, facts_authors::text AS authors,
                       facts_language AS language, facts_genre AS genre, added_at FROM query.library;
                CREATE TABLE bench.origin_progress AS SELECT book_id AS book, 1 AS chapter, reading_percent AS percent,
                       reading_last_at AS last_read_at FROM query.library;
                CREATE TABLE bench.origin_chapter AS SELECT gen_random_uuid() AS id, book_id AS book, number, title, words FROM query.chapters;
                ALTER TABLE bench.origin_book ADD PRIMARY KEY (id);
                ALTER TABLE bench.origin_progress ADD PRIMARY KEY (book);
                ALTER TABLE bench.origin_chapter ADD PRIMARY KEY (id);
                CREATE INDEX ON bench.origin_book (owner, added_at);
                CREATE INDEX ON bench.origin_chapter (book, number);
                GRANT USAGE ON SCHEMA bench TO lectern_query;
                GRANT SELECT ON ALL TABLES IN SCHEMA bench TO lectern_query;
                """);
        database.execute("ANALYZE");
    }
}
