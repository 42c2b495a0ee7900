package dev.lectern.contracts.event;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.nlp.Description;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found in one chapter text by one extractor version, whoever's books it stands in. */
public sealed interface AnalysisEvent extends DomainEvent {

    ContentHash text();

    String extractor();

    /**
     * The passages of one section of a text.
     *
     * @param section  from 1
     * @param sections into how many the text was cut; a text of usual length is one
     * @param complete whether every section is recorded now
     * @param total    passages recorded so far, these included
     * @param note     why nothing was looked for in this text, a sentence for a person; absent where something was
     */
    @EventType("analysis.descriptions-recorded")
    record DescriptionsRecorded(ContentHash text, String extractor, int section, int sections,
                                List<Description> descriptions, boolean complete, int total, @Nullable String note,
                                Instant recordedAt)
            implements AnalysisEvent {

        /** Of a text in which passages were looked for. */
        public DescriptionsRecorded(ContentHash text, String extractor, int section, int sections,
                                    List<Description> descriptions, boolean complete, int total, Instant recordedAt) {
            this(text, extractor, section, sections, descriptions, complete, total, null, recordedAt);
        }
    }

    /** The text could not be analysed; a new request may try again. */
    @EventType("analysis.failed")
    record AnalysisFailureRecorded(ContentHash text, String extractor, String reason, Instant failedAt)
            implements AnalysisEvent {
    }
}
