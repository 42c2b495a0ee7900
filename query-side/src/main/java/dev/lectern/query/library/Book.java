package dev.lectern.query.library;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lectern.query.projection.JsonStrings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A book of the library as readers get it.
 *
 * @param language        BCP 47
 * @param cover           path of the cover, if there is one
 * @param progressPercent 0..100
 */
record Book(UUID id, String title, List<String> authors, @Nullable String language, @Nullable String genre,
            @Nullable String cover,
            @Schema(allowableValues = {"importing", "ready", "failed"}) String importState, ImportReport importReport,
            @Schema(allowableValues = {"unread", "reading", "finished", "abandoned"}) String readStatus,
            boolean starred,
            @Schema(minimum = "0", maximum = "100") double progressPercent, @Nullable Instant lastReadAt, Instant addedAt,
            int chapters, int words, int characters, Analysis analysis) {

    /**
     * @param reason   why the import failed, for a person
     * @param warnings what was missing in the book or had to be mended
     */
    record ImportReport(@Nullable String reason, List<String> warnings) {
    }

    /** @param note why chapters have no passages, a sentence for a person */
    @Schema(name = "BookAnalysis")
    record Analysis(@Schema(allowableValues = {"none", "waiting", "running", "done", "failed"}) String state,
                    int chaptersDone, int chapters, int descriptions, @Nullable String note) {
    }

    /** What of a {@link LibraryRow} a book is made of, in the order in which {@link #read} takes it. */
    static final String COLUMNS = """
            book_id, facts_title, facts_authors, facts_language, facts_genre, files_cover IS NOT NULL,
            imported_state, imported_reason, imported_warnings, reading_status, starred, reading_percent, reading_last_at,
            added_at, extent_chapters, extent_words, extent_characters,
            analysis_state, analysis_chapters_done, analysis_chapters, analysis_descriptions, analysis_note""";
    /** How many. */
    static final int LAST_COLUMN = 22;

    /** Reads the columns as they are: half of a list's time was to make rows of them, and books of the rows. */
    static Book read(ResultSet row) throws SQLException {
        var id = row.getObject(1, UUID.class);
        return new Book(id, row.getString(2), JsonStrings.of(row.getString(3)), row.getString(4), row.getString(5),
                row.getBoolean(6) ? Links.cover(id) : null,
                row.getString(7), new ImportReport(row.getString(8), JsonStrings.of(row.getString(9))),
                row.getString(10), row.getBoolean(11), row.getDouble(12), instant(row, 13),
                Objects.requireNonNull(instant(row, 14)), row.getInt(15), row.getInt(16), row.getInt(17),
                new Analysis(row.getString(18), row.getInt(19), row.getInt(20), row.getInt(21), row.getString(22)));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Where the rest of a book is. */
    record Links(String self, String toc, String chapters, String descriptions, String progress, String file,
                 String cover) {

        static Links of(UUID book) {
            var self = self(book);
            return new Links(self, self + "/toc", self + "/chapters", self + "/descriptions", self + "/progress",
                    self + "/file", cover(book));
        }

        private static String cover(UUID book) {
            return self(book) + "/cover";
        }

        private static String self(UUID book) {
            return "/api/v1/books/" + book;
        }
    }

    /**
     * A book's own page: the book, and what the list leaves out.
     *
     * @param fileName as it was uploaded
     * @param bytes    size of the EPUB
     */
    record Details(@JsonUnwrapped Book book, String fileName, long bytes, Links links) {
    }
}
