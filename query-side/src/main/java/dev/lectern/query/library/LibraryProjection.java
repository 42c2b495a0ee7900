package dev.lectern.query.library;

import dev.lectern.contracts.event.BookEvent;
import dev.lectern.contracts.event.BookEvent.AnalysisProgress;
import dev.lectern.contracts.event.BookEvent.AnalysisRequested;
import dev.lectern.contracts.event.BookEvent.BookDeleted;
import dev.lectern.contracts.event.BookEvent.BookDetailsChanged;
import dev.lectern.contracts.event.BookEvent.BookImportFailed;
import dev.lectern.contracts.event.BookEvent.BookImported;
import dev.lectern.contracts.event.BookEvent.BookRestored;
import dev.lectern.contracts.event.BookEvent.BookUploaded;
import dev.lectern.contracts.event.BookEvent.Chapter;
import dev.lectern.contracts.event.BookEvent.ChapterAnalysed;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReadingEvent;
import dev.lectern.contracts.event.ReadingEvent.BookStarred;
import dev.lectern.contracts.event.ReadingEvent.BookUnstarred;
import dev.lectern.contracts.event.ReadingEvent.ReadStatusChanged;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import dev.lectern.query.library.LibraryRow.Analysis;
import dev.lectern.query.library.LibraryRow.AnalysisState;
import dev.lectern.query.library.LibraryRow.Extent;
import dev.lectern.query.library.LibraryRow.Facts;
import dev.lectern.query.library.LibraryRow.Files;
import dev.lectern.query.library.LibraryRow.Import;
import dev.lectern.query.library.LibraryRow.ImportState;
import dev.lectern.query.library.LibraryRow.Reading;
import dev.lectern.query.projection.Projection;
import dev.lectern.query.projection.RowTable;
import dev.lectern.query.projection.RowTable.Index;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The library: one row per owner and book, complete as served. A deleted book's row stays, as it may be restored. */
@Component
final class LibraryProjection implements Projection<LibraryProjection.Key, LibraryRow> {

    record Key(UUID ownerId, UUID bookId) {
    }

    static final RowTable<Key, LibraryRow> TABLE = RowTable.of(Key.class, LibraryRow.class,
            Stream.concat(
                    Stream.of(BookSort.Key.values())
                            .map(key -> new Index("by_" + key.name().toLowerCase(),
                                    "(owner_id, (" + key.expression() + "), book_id) WHERE deleted_at IS NULL")),
                    Stream.of(new Index("by_status", "(owner_id, reading_status, added_at, book_id) WHERE deleted_at IS NULL"),
                            new Index("by_star", "(owner_id, added_at, book_id) WHERE deleted_at IS NULL AND starred"),
                            // few of them at any time, whoever's they are
                            new Index("in_work", "(added_at) WHERE deleted_at IS NULL AND (imported_state = 'importing' OR analysis_state IN ('waiting', 'running'))")))
                    .toArray(Index[]::new));

    @Override
    public String name() {
        return "library";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public RowTable<Key, LibraryRow> table() {
        return TABLE;
    }

    @Override
    public Stream<Key> keys(DomainEvent event) {
        return switch (event) {
            case BookEvent e -> Stream.of(new Key(e.ownerId(), e.bookId()));
            case ReadingEvent e -> Stream.of(new Key(e.readerId(), e.bookId()));
            default -> Stream.empty();
        };
    }

    @Override
    public @Nullable LibraryRow evolve(@Nullable LibraryRow row, Key key, DomainEvent event) {
        if (event instanceof BookUploaded e) {
            return uploaded(e);
        }
        if (row == null) {
            return null;
        }
        return switch (event) {
            case BookImported e -> imported(row, e);
            case BookImportFailed e -> row.with(new Import(ImportState.FAILED, e.reason(), List.of()));
            case BookDetailsChanged e -> row.with(changed(row.facts(), e));
            case BookDeleted e -> row.deleted(e.deletedAt());
            case BookRestored e -> row.deleted(null);
            case AnalysisRequested e -> row.with(analysis(e.progress(), null));
            case ChapterAnalysed e -> row.with(analysis(e.progress(), orElse(orElse(e.note(), e.failure()), row.analysis().note())));
            case ReadingProgressed e -> row.with(new Reading(e.statusAfter(), e.place().percent(), e.place().recordedAt()));
            case ReadStatusChanged e -> row.with(new Reading(e.status(), row.reading().percent(), row.reading().lastAt()));
            case BookStarred _ -> row.starred(true);
            case BookUnstarred _ -> row.starred(false);
            default -> row;
        };
    }

    private static LibraryRow uploaded(BookUploaded e) {
        var title = e.fileName().replaceFirst("(?i)\\.epub$", "");
        return new LibraryRow(e.ownerId(), e.bookId(), e.uploadedAt(), null, false,
                Facts.of(title, List.of(), null, null),
                new Import(ImportState.IMPORTING, null, List.of()),
                new Reading(ReadStatus.UNREAD, 0, null),
                new Extent(0, 0, 0),
                new Analysis(AnalysisState.NONE, 0, 0, 0, null),
                new Files(e.content(), e.bytes(), e.fileName(), null, null, null, null));
    }

    private static LibraryRow imported(LibraryRow row, BookImported e) {
        var files = row.files();
        var cover = e.cover();
        return row.with(Facts.of(e.title(), e.authors(), e.language(), e.genre()))
                .with(new Import(ImportState.READY, null, e.warnings()))
                .with(new Extent(e.chapters().size(),
                        e.chapters().stream().mapToInt(Chapter::words).sum(),
                        e.chapters().stream().mapToInt(Chapter::characters).sum()))
                .with(new Files(files.epub(), files.bytes(), files.name(),
                        cover == null ? null : cover.content(), cover == null ? null : cover.mediaType(),
                        e.toc(), e.resources()));
    }

    private static Facts changed(Facts facts, BookDetailsChanged e) {
        return Facts.of(orElse(e.title(), facts.title()), orElse(e.authors(), facts.authors()),
                e.language() == null ? facts.language() : e.language(), e.genre() == null ? facts.genre() : e.genre());
    }

    private static <T extends @Nullable Object> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** @param note the last reason why a chapter has no passages */
    private static Analysis analysis(AnalysisProgress progress, @Nullable String note) {
        return new Analysis(stateOf(progress), progress.chaptersDone(), progress.chapters(), progress.descriptions(), note);
    }

    private static AnalysisState stateOf(AnalysisProgress progress) {
        if (progress.chaptersDone() < progress.chapters()) {
            return progress.chaptersDone() == 0 ? AnalysisState.WAITING : AnalysisState.RUNNING;
        }
        return progress.chapters() > 0 && progress.chaptersFailed() == progress.chapters()
                ? AnalysisState.FAILED : AnalysisState.DONE;
    }
}
