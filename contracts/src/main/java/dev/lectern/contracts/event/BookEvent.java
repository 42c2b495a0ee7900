package dev.lectern.contracts.event;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.nlp.Priority;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to one book of one owner. The stream's aggregate id is {@link #bookId()}. */
public sealed interface BookEvent extends DomainEvent {

    UUID bookId();

    UUID ownerId();

    /**
     * An EPUB is in the content store and waits for its import.
     *
     * @param content  the EPUB file
     * @param bytes    the file's size
     * @param fileName as the client called it
     */
    @EventType("book.uploaded")
    record BookUploaded(UUID bookId, UUID ownerId, ContentHash content, long bytes, String fileName, Instant uploadedAt)
            implements BookEvent {
    }

    /**
     * The EPUB was read.
     *
     * @param language  BCP 47, detected from the text where the book's own claim contradicts it
     * @param genre     the first subject, if the book names one
     * @param toc       the table of contents as JSON, gzipped in the content store
     * @param resources the book's pictures, fonts and style sheets by path, as JSON, gzipped in the content store
     * @param chapters  one per spine document, in reading order
     * @param warnings  a sentence for each thing that was missing or had to be mended
     */
    @EventType("book.imported")
    record BookImported(UUID bookId, UUID ownerId, String title, List<String> authors, String language,
                        @Nullable String genre, @Nullable Cover cover, ContentHash toc, ContentHash resources,
                        List<Chapter> chapters, List<String> warnings, Instant importedAt) implements BookEvent {
    }

    /**
     * The EPUB could not be read.
     *
     * @param code   stable, for programs
     * @param reason a sentence for a person
     */
    @EventType("book.import-failed")
    record BookImportFailed(UUID bookId, UUID ownerId, String code, String reason, Instant failedAt)
            implements BookEvent {
    }

    /** The owner corrected what the EPUB says of itself; {@code null} leaves a field as it is. */
    @EventType("book.details-changed")
    record BookDetailsChanged(UUID bookId, UUID ownerId, @Nullable String title, @Nullable List<String> authors,
                              @Nullable String genre, @Nullable String language, Instant changedAt)
            implements BookEvent {
    }

    /** The book left the library; it can be restored for 30 days. */
    @EventType("book.deleted")
    record BookDeleted(UUID bookId, UUID ownerId, Instant deletedAt) implements BookEvent {
    }

    @EventType("book.restored")
    record BookRestored(UUID bookId, UUID ownerId, Instant restoredAt) implements BookEvent {
    }

    /**
     * The book's chapters are to be analysed: the first time after its import, and whenever its owner asks again.
     *
     * @param extractor the extractor version whose results are wanted
     * @param again     texts that have a result of this version are analysed all the same
     * @param progress  of this analysis: nothing done yet
     */
    @EventType("book.analysis-requested")
    record AnalysisRequested(UUID bookId, UUID ownerId, String extractor, Priority priority, boolean again,
                             AnalysisProgress progress, Instant requestedAt) implements BookEvent {
    }

    /**
     * One chapter's passages are known. The passages themselves are in the chapter text's own stream.
     *
     * @param text         the chapter's plain text
     * @param descriptions how many passages were found
     * @param failure      why there are none, or {@code null}
     * @param note         why nothing was looked for, a sentence for a person; absent where something was
     * @param progress     the whole book's analysis, this chapter included
     */
    @EventType("book.chapter-analysed")
    record ChapterAnalysed(UUID bookId, UUID ownerId, int chapter, ContentHash text, String extractor, int descriptions,
                           @Nullable String failure, @Nullable String note, AnalysisProgress progress, Instant analysedAt)
            implements BookEvent {
    }

    /**
     * A spine document.
     *
     * @param number     from 1, in reading order
     * @param href       path within the EPUB
     * @param linear     false for what is reached by links only
     * @param content    the chapter document: text, sanitised XHTML and the mapping between their offsets
     * @param text       the plain text's UTF-8 bytes; the same text is analysed once
     * @param characters length of the plain text in UTF-16 code units
     */
    record Chapter(int number, String title, String href, boolean linear, ContentHash content, ContentHash text,
                   int characters, int words) {
    }

    record Cover(ContentHash content, String mediaType) {
    }

    /**
     * How far a book's analysis is.
     *
     * @param chaptersDone   analysed, the failed ones included
     * @param chapters       with words, so to be analysed
     * @param chaptersFailed of those done, the ones that have no result
     * @param descriptions   passages found so far
     */
    record AnalysisProgress(int chaptersDone, int chapters, int chaptersFailed, int descriptions) {
    }
}
