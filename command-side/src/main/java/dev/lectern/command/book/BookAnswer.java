package dev.lectern.command.book;

import dev.lectern.command.book.ReadingStates.ReadingState;
import dev.lectern.contracts.event.BookEvent.Chapter;
import dev.lectern.contracts.event.ReadStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A book as writes answer it: the same object that the query side serves. */
record BookAnswer(UUID id, String title, List<String> authors, @Nullable String language, @Nullable String genre,
                  @Nullable String cover, String importState, ImportReport importReport, ReadStatus readStatus, boolean starred,
                  double progressPercent, @Nullable Instant lastReadAt, Instant addedAt, int chapters, long words,
                  long characters, Analysis analysis) {

    record ImportReport(@Nullable String reason, List<String> warnings) {
    }

    record Analysis(String state, int chaptersDone, int chapters, int descriptions) {
    }

    static BookAnswer of(BookState book, ReadingState reading) {
        var place = reading.place();
        var imported = book.imported();
        var failure = book.failure();
        return new BookAnswer(book.bookId(), book.title(), book.authors(), book.language(), book.genre(),
                imported == null || imported.cover() == null ? null : "/api/v1/books/" + book.bookId() + "/cover",
                imported != null ? "ready" : failure != null ? "failed" : "importing",
                new ImportReport(failure == null ? null : failure.reason(), imported == null ? List.of() : imported.warnings()),
                reading.status(),
                reading.starred(),
                place == null ? 0 : place.percent(),
                place == null ? null : place.recordedAt(),
                book.addedAt(),
                book.chapters().size(),
                book.chapters().stream().mapToLong(Chapter::words).sum(),
                book.chapters().stream().mapToLong(Chapter::characters).sum(),
                analysisOf(book));
    }

    private static Analysis analysisOf(BookState book) {
        var progress = book.analysis();
        if (progress == null) {
            return new Analysis("none", 0, 0, 0);
        }
        String state;
        if (progress.chaptersDone() == 0) {
            state = "waiting";
        } else if (progress.chaptersDone() < progress.chapters()) {
            state = "running";
        } else {
            state = progress.chaptersFailed() == progress.chapters() ? "failed" : "done";
        }
        return new Analysis(state, progress.chaptersDone(), progress.chapters(), progress.descriptions());
    }
}
