package dev.lectern.acceptance;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Waits for what happens to a book, never for a time. */
final class Waiting {

    private Waiting() {}

    static void untilImported(Api api, String book) {
        await("import of " + book).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200))
                .until(() -> api.book(book).path("importState").stringValue(""), state -> state.equals("ready"));
    }

    static void untilAnalysed(Api api, String book) {
        untilAnalysed(api, book, Duration.ofMinutes(2));
    }

    static void untilAnalysed(Api api, String book, Duration limit) {
        await("analysis of " + book).atMost(limit).pollInterval(Duration.ofMillis(300))
                .until(() -> api.book(book).at("/analysis/state").stringValue(""), state -> state.equals("done"));
    }
}
