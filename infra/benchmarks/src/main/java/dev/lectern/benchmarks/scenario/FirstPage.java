// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Figure;
import dev.lectern.benchmarks.Measurement;
import dev.lectern.benchmarks.Run;
import dev.lectern.benchmarks.Scenario;
import dev.lectern.benchmarks.Target;
import dev.lectern.benchmarks.library.AccessTokens;
import dev.lectern.benchmarks.library.Api;
import dev.lectern.benchmarks.library.Epub;
import dev.lectern.benchmarks.library.Filling;
import dev.lectern.benchmarks.stage.Part;
import dev.lectern.benchmarks.stage.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** From the first byte of an upload as long as <i>Moby-Dick</i> to its first chapter on the screen, against a bare parse of the EPUB. */
public final class FirstPage implements Scenario {

    private static final double MOST_SECONDS = 1;

    @Override
    public String name() {
        return "first-page";
    }

    @Override
    public String about() {
        return "upload of a book of 212,000 words until its first chapter can be read; limit: unzipping it and a SAX parse of its documents";
    }

    @Override
    public List<Measurement> run(Run run) throws Exception {
        try (var stage = Stage.start(run, Set.of(Part.QUERY_SIDE, Part.REDIS, Part.KAFKA))) {
            var tokens = AccessTokens.of(stage.database());
            try (var api = new Api(stage.url(), tokens.ofReader(Filling.reader(1)))) {
                var ours = new ArrayList<Double>();
                var limit = new ArrayList<Double>();
                for (var round = -2; round < run.rounds(); round++) {
                    var epub = Epub.large(10 + round).bytes();
                    var begin = System.nanoTime();
                    parse(epub);
                    var parsed = System.nanoTime() - begin;
                    begin = System.nanoTime();
                    var book = readFirstChapter(api, epub);
                    if (round >= 0) {
                        ours.add((System.nanoTime() - begin) / 1e9);
                        limit.add(parsed / 1e9);
                        run.say("  round %d, ours %.3f s (%d ms between the commits of BookUploaded and BookImported), limit %.3f s",
                                round + 1, ours.getLast(), importMillis(stage, book), limit.getLast());
                    }
                }
                var figure = Figure.of(ours);
                return List.of(new Measurement(name(), "s", figure, null, Figure.of(limit),
                        List.of(Target.atMost("≤ 1 s", figure.value(), MOST_SECONDS))));
            }
        }
    }

    private static long importMillis(Stage stage, UUID book) throws SQLException {
        return stage.database().number("""
                SELECT extract(epoch FROM max(at) - min(at)) * 1000
                  FROM (SELECT pg_xact_commit_timestamp(tx::xid) AS at FROM events.event
                         WHERE aggregate_id = ? AND name IN ('book.uploaded', 'book.imported')) AS commits
                """, book.toString());
    }

    private static UUID readFirstChapter(Api api, byte[] epub) throws IOException {
        var book = api.upload("voyage.epub", epub);
        while (api.get("/api/v1/books/" + book + "/chapters/1").status() != 200) {
            LockSupport.parkNanos(5_000_000);
        }
        return book;
    }

    private static void parse(byte[] epub) throws IOException, SAXException, ParserConfigurationException {
        var parser = SAXParserFactory.newInstance().newSAXParser();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(epub))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.getName().equals("mimetype")) {
                    parser.parse(new ByteArrayInputStream(zip.readAllBytes()), new DefaultHandler());
                }
            }
        }
    }
}
