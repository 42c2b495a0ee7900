package dev.lectern.command.book;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.event.BookEvent.Chapter;
import dev.lectern.contracts.event.BookEvent.Cover;
import dev.lectern.contracts.nlp.Priority;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a book. */
public sealed interface BookCommand {

    UUID bookId();

    record UploadBook(@TargetAggregateIdentifier UUID bookId, UUID ownerId, ContentHash content, long bytes,
                      String fileName, Instant at) implements BookCommand {
    }

    /** The importer read the EPUB {@code content}. */
    record RecordImport(@TargetAggregateIdentifier UUID bookId, ContentHash content, String title, List<String> authors,
                        String language, @Nullable String genre, @Nullable Cover cover, ContentHash toc,
                        ContentHash resources, List<Chapter> chapters, List<String> warnings, String extractor,
                        Instant at) implements BookCommand {
    }

    record RecordImportFailure(@TargetAggregateIdentifier UUID bookId, ContentHash content, String code, String reason,
                               Instant at) implements BookCommand {
    }

    /** {@code null} leaves a field as it is. */
    record ChangeDetails(@TargetAggregateIdentifier UUID bookId, UUID ownerId, @Nullable String title,
                         @Nullable List<String> authors, @Nullable String genre, @Nullable String language, Instant at)
            implements BookCommand {

        boolean changesAnything() {
            return title != null || authors != null || genre != null || language != null;
        }
    }

    record DeleteBook(@TargetAggregateIdentifier UUID bookId, UUID ownerId, Instant at) implements BookCommand {
    }

    record RestoreBook(@TargetAggregateIdentifier UUID bookId, UUID ownerId, Instant at) implements BookCommand {
    }

    record RequestAnalysis(@TargetAggregateIdentifier UUID bookId, UUID ownerId, String extractor, Priority priority,
                           Instant at) implements BookCommand {
    }

    /** Results for texts that stand in this book. */
    record RecordAnalyses(@TargetAggregateIdentifier UUID bookId, String extractor, List<AnalysedText> texts, Instant at)
            implements BookCommand {
    }

    /**
     * @param failure why there is no result, or {@code null}
     * @param note    why nothing was looked for, or {@code null}
     */
    record AnalysedText(ContentHash text, int descriptions, @Nullable String failure, @Nullable String note) {
    }
}
