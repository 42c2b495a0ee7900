package dev.lectern.contracts.event;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.nlp.Description;
import java.time.Instant;
import java.util.List;

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
     */
    @EventType("analysis.descriptions-recorded")
    record DescriptionsRecorded(ContentHash text, String extractor, int section, int sections,
                                List<Description> descriptions, boolean complete, int total, Instant recordedAt)
            implements AnalysisEvent {
    }

    /** The text could not be analysed; a new request may try again. */
    @EventType("analysis.failed")
    record AnalysisFailureRecorded(ContentHash text, String extractor, String reason, Instant failedAt)
            implements AnalysisEvent {
    }
}
