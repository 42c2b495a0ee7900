package dev.lectern.query.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lectern.contracts.event.BookEvent.AnalysisProgress;
import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.event.ReadingEvent.Place;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a reader is told: enough to show it, or to know what to load again. */
sealed interface LiveNews {

    /** The event's name in the stream. */
    default String event() {
        return switch (this) {
            case ImportNews _ -> "import";
            case AnalysisNews _ -> "analysis";
            case DescriptionsNews _ -> "descriptions";
            case ProgressNews _ -> "progress";
            case PlaceNews _ -> "place";
            case BookNews _ -> "book";
            case ShelfNews _ -> "shelf";
            case AnnotationNews _ -> "annotation";
            case ReaderNews _ -> "reader";
        };
    }

    enum ImportState {
        @JsonProperty("importing") IMPORTING,
        @JsonProperty("ready") READY,
        @JsonProperty("failed") FAILED
    }

    enum AnalysisState {
        @JsonProperty("waiting") WAITING,
        @JsonProperty("running") RUNNING,
        @JsonProperty("done") DONE,
        @JsonProperty("failed") FAILED
    }

    /** @param percent 0 or 100: an import has no steps that are worth events */
    record ImportNews(UUID bookId, ImportState state, int percent, @Nullable String reason) implements LiveNews {
    }

    /** @param percent 0..100: chapters done of those with words */
    record AnalysisNews(UUID bookId, AnalysisState state, double percent, int chaptersDone, int chapters, int descriptions)
            implements LiveNews {

        static AnalysisNews of(UUID bookId, AnalysisProgress progress) {
            double percent = progress.chapters() == 0 ? 100 : 100.0 * progress.chaptersDone() / progress.chapters();
            return new AnalysisNews(bookId, stateOf(progress), percent, progress.chaptersDone(), progress.chapters(), progress.descriptions());
        }

        private static AnalysisState stateOf(AnalysisProgress progress) {
            if (progress.chaptersDone() < progress.chapters()) {
                return progress.chaptersDone() == 0 ? AnalysisState.WAITING : AnalysisState.RUNNING;
            }
            return progress.chapters() > 0 && progress.chaptersFailed() == progress.chapters() ? AnalysisState.FAILED : AnalysisState.DONE;
        }
    }

    /** A chapter's passages can be read. */
    record DescriptionsNews(UUID bookId, int chapter, int descriptions) implements LiveNews {
    }

    record ProgressNews(UUID bookId, Place current, Place furthest, ReadStatus readStatus) implements LiveNews {
    }

    /** A device told late where its reader was: the current place stands. */
    record PlaceNews(UUID bookId, Place place, Place furthest) implements LiveNews {
    }

    /** @param change {@code changed}, {@code deleted}, {@code restored}, {@code starred} or {@code unstarred} */
    record BookNews(UUID bookId, String change) implements LiveNews {
    }

    /** @param change {@code created}, {@code renamed}, {@code deleted}, {@code book-added} or {@code book-removed} */
    record ShelfNews(UUID shelfId, @Nullable UUID bookId, String change) implements LiveNews {
    }

    /** @param change {@code created}, {@code changed} or {@code deleted} */
    record AnnotationNews(UUID bookId, UUID annotationId, String change) implements LiveNews {
    }

    /** @param change {@code erased}: nothing follows it */
    record ReaderNews(String change) implements LiveNews {
    }
}
