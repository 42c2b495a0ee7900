package dev.lectern.query.library;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

    static Book of(LibraryRow row) {
        var facts = row.facts();
        var analysis = row.analysis();
        return new Book(row.bookId(), facts.title(), facts.authors(), facts.language(), facts.genre(),
                row.files().cover() == null ? null : Links.of(row.bookId()).cover(),
                nameOf(row.imported().state()), new ImportReport(row.imported().reason(), row.imported().warnings()),
                nameOf(row.reading().status()), row.starred(), row.reading().percent(), row.reading().lastAt(),
                row.addedAt(), row.extent().chapters(), row.extent().words(), row.extent().characters(),
                new Analysis(nameOf(analysis.state()), analysis.chaptersDone(), analysis.chapters(), analysis.descriptions(), analysis.note()));
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Where the rest of a book is. */
    record Links(String self, String toc, String chapters, String descriptions, String progress, String file,
                 String cover) {

        static Links of(UUID book) {
            var self = "/api/v1/books/" + book;
            return new Links(self, self + "/toc", self + "/chapters", self + "/descriptions", self + "/progress",
                    self + "/file", self + "/cover");
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
