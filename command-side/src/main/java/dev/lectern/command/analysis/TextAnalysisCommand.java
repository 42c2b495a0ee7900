package dev.lectern.command.analysis;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.nlp.Description;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What the NLP processor's answers ask to be recorded. */
sealed interface TextAnalysisCommand {

    /** One text and one extractor version are one analysis. */
    static String idOf(ContentHash text, String extractor) {
        return text + "@" + extractor;
    }

    record RecordDescriptions(@TargetAggregateIdentifier String analysisId, ContentHash text, String extractor, int section,
                              int sections, List<Description> descriptions, @Nullable String note,
                              Instant at) implements TextAnalysisCommand {
    }

    record RecordFailure(@TargetAggregateIdentifier String analysisId, ContentHash text, String extractor, String reason,
                         Instant at) implements TextAnalysisCommand {
    }
}
