package dev.lectern.query.library;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.query.projection.ColumnGroup;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A book in a reader's library: everything that the list and the book's own page say, in one row. */
record LibraryRow(UUID ownerId, UUID bookId, Instant addedAt, @Nullable Instant deletedAt, boolean starred,
                  Facts facts, Import imported, Reading reading, Extent extent, Analysis analysis, Files files) {

    enum ImportState { IMPORTING, READY, FAILED }

    enum AnalysisState { NONE, WAITING, RUNNING, DONE, FAILED }

    /**
     * What the book says of itself, or its owner of it.
     *
     * @param titleKey  what titles are sorted by
     * @param authorKey what authors are sorted by
     * @param words     what {@code q} looks in
     */
    @ColumnGroup
    record Facts(String title, List<String> authors, @Nullable String language, @Nullable String genre,
                 String titleKey, String authorKey, String words) {

        static Facts of(String title, List<String> authors, @Nullable String language, @Nullable String genre) {
            var allAuthors = String.join(", ", authors);
            return new Facts(title, authors, language, genre, SortKeys.ofTitle(title), SortKeys.of(allAuthors),
                    SortKeys.of(title + " " + allAuthors));
        }
    }

    @ColumnGroup
    record Import(ImportState state, @Nullable String reason, List<String> warnings) {
    }

    @ColumnGroup
    record Reading(ReadStatus status, double percent, @Nullable Instant lastAt) {
    }

    @ColumnGroup
    record Extent(int chapters, int words, int characters) {
    }

    @ColumnGroup
    record Analysis(AnalysisState state, int chaptersDone, int chapters, int descriptions, @Nullable String note) {
    }

    /** Where the book's files are in the content store; the last ones are known once it is imported. */
    @ColumnGroup
    record Files(ContentHash epub, long bytes, String name, @Nullable ContentHash cover, @Nullable String coverType,
                 @Nullable ContentHash toc, @Nullable ContentHash resources) {
    }

    LibraryRow with(Facts facts) {
        return new LibraryRow(ownerId, bookId, addedAt, deletedAt, starred, facts, imported, reading, extent, analysis, files);
    }

    LibraryRow with(Import imported) {
        return new LibraryRow(ownerId, bookId, addedAt, deletedAt, starred, facts, imported, reading, extent, analysis, files);
    }

    LibraryRow with(Reading reading) {
        return new LibraryRow(ownerId, bookId, addedAt, deletedAt, starred, facts, imported, reading, extent, analysis, files);
    }

    LibraryRow with(Extent extent) {
        return new LibraryRow(ownerId, bookId, addedAt, deletedAt, starred, facts, imported, reading, extent, analysis, files);
    }

    LibraryRow with(Analysis analysis) {
        return new LibraryRow(ownerId, bookId, addedAt, deletedAt, starred, facts, imported, reading, extent, analysis, files);
    }

    LibraryRow with(Files files) {
        return new LibraryRow(ownerId, bookId, addedAt, deletedAt, starred, facts, imported, reading, extent, analysis, files);
    }

    LibraryRow starred(boolean starred) {
        return new LibraryRow(ownerId, bookId, addedAt, deletedAt, starred, facts, imported, reading, extent, analysis, files);
    }

    LibraryRow deleted(@Nullable Instant deletedAt) {
        return new LibraryRow(ownerId, bookId, addedAt, deletedAt, starred, facts, imported, reading, extent, analysis, files);
    }
}
