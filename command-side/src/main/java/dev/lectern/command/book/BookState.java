package dev.lectern.command.book;

import dev.lectern.contracts.content.ContentHash;
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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a book now: a fold of its stream, for those who need more of it than the aggregate's rules do.
 *
 * @param imported what the importer read, {@code null} until it has
 * @param failure  why the import failed, or {@code null}
 * @param details  the owner's corrections, or {@code null}
 * @param analysis {@code null} until one is requested
 */
public record BookState(UUID bookId, UUID ownerId, ContentHash content, String fileName, Instant addedAt,
                        @Nullable BookImported imported, @Nullable BookImportFailed failure,
                        @Nullable BookDetailsChanged details, @Nullable AnalysisProgress analysis, boolean deleted) {

    static BookState evolve(@Nullable BookState state, BookEvent event) {
        return switch (event) {
            case BookUploaded e -> state == null
                    ? new BookState(e.bookId(), e.ownerId(), e.content(), e.fileName(), e.uploadedAt(), null, null, null, null, false)
                    : new BookState(e.bookId(), e.ownerId(), e.content(), e.fileName(), state.addedAt, null, null, state.details, null, state.deleted);
            case BookImported e -> existing(state).with(e, null, null);
            case BookImportFailed e -> existing(state).with(null, e, null);
            case BookDetailsChanged e -> existing(state).corrected(e);
            case AnalysisRequested e -> existing(state).with(existing(state).imported, null, e.progress());
            case ChapterAnalysed e -> existing(state).with(existing(state).imported, null, e.progress());
            case BookDeleted _ -> existing(state).deleted(true);
            case BookRestored _ -> existing(state).deleted(false);
        };
    }

    private static BookState existing(@Nullable BookState state) {
        return Objects.requireNonNull(state, "a book's stream begins with its upload");
    }

    private BookState with(@Nullable BookImported read, @Nullable BookImportFailed failed, @Nullable AnalysisProgress progress) {
        return new BookState(bookId, ownerId, content, fileName, addedAt, read, failed, details, progress, deleted);
    }

    private BookState deleted(boolean now) {
        return new BookState(bookId, ownerId, content, fileName, addedAt, imported, failure, details, analysis, now);
    }

    private BookState corrected(BookDetailsChanged e) {
        var both = details == null ? e : new BookDetailsChanged(bookId, ownerId,
                e.title() != null ? e.title() : details.title(),
                e.authors() != null ? e.authors() : details.authors(),
                e.genre() != null ? e.genre() : details.genre(),
                e.language() != null ? e.language() : details.language(), e.changedAt());
        return new BookState(bookId, ownerId, content, fileName, addedAt, imported, failure, both, analysis, deleted);
    }

    /** The spine; empty until the import is done. */
    public List<Chapter> chapters() {
        return imported == null ? List.of() : imported.chapters();
    }

    /** The file's name without its extension, until the EPUB's own title is known. */
    String title() {
        if (details != null && details.title() != null) {
            return details.title();
        }
        return imported != null ? imported.title() : fileName.replaceFirst("(?i)\\.epub$", "");
    }

    List<String> authors() {
        if (details != null && details.authors() != null) {
            return details.authors();
        }
        return imported == null ? List.of() : imported.authors();
    }

    @Nullable String genre() {
        return details != null && details.genre() != null ? details.genre() : imported == null ? null : imported.genre();
    }

    public @Nullable String language() {
        return details != null && details.language() != null ? details.language() : imported == null ? null : imported.language();
    }
}
