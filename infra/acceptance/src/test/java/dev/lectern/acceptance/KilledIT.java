package dev.lectern.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of everything that runs in the JVM: what was acknowledged happens after the restart, and happens once. */
class KilledIT {

    private static final int CHAPTERS = 10;

    @TempDir Path directory;

    @Test
    void a_kill_during_import_and_one_during_analysis_lose_nothing_and_repeat_nothing() throws Exception {
        var books = new ArrayList<String>();
        try (var lectern = Lectern.up(directory.resolve("data"))) {
            var beforeKill = lectern.asAdministrator();
            for (var n = 1; n <= 5; n++) {
                books.add(beforeKill.upload(new SmallEpub("Killed while importing " + n, CHAPTERS).bytes(), n + ".epub").id());
            }
            lectern.kill();

            lectern.start();
            var beforeSecondKill = lectern.asAdministrator();
            books.add(beforeSecondKill.upload(new SmallEpub("Killed while analysed", CHAPTERS).bytes(), "6.epub").id());
            await("first chapter analysed").atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50)).until(() ->
                    books.stream().anyMatch(book -> chaptersDone(beforeSecondKill, book) > 0));
            lectern.kill();

            lectern.start();
            var afterKills = lectern.asAdministrator();
            books.forEach(book -> Waiting.untilAnalysed(afterKills, book, Duration.ofMinutes(3)));
            assertThat(afterKills.get("/api/v1/books?limit=100").body().path("items")).hasSize(books.size());
            await("relay").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertEverythingHappenedOnce(lectern, books));
        }
    }

    private static void assertEverythingHappenedOnce(Lectern lectern, Iterable<String> books) throws Exception {
        var log = EventLog.readAll(lectern.kafka());
        assertThat(log.ids()).doesNotHaveDuplicates();
        for (var book : books) {
            assertThat(log.of(book, "book.uploaded")).hasSize(1);
            assertThat(log.of(book, "book.imported")).hasSize(1);
            assertThat(log.analysedChapters(book)).containsExactlyInAnyOrderElementsOf(EventLog.chapters(CHAPTERS));
        }
    }

    private static int chaptersDone(Api api, String book) {
        try {
            return api.book(book).at("/analysis/chaptersDone").asInt(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
