package dev.lectern.contracts.nlp;

import dev.lectern.contracts.content.ContentHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to one {@link AnalyseChapter}. The Kafka key is the text's hash, the CloudEvents type tells which it is. */
public sealed interface AnalysisResult {

    ContentHash text();

    String extractor();

    int section();

    int sections();

    /** The CloudEvents type: {@code ce_type}. */
    String type();

    /**
     * @param descriptions with offsets into the whole chapter's text; empty where there is nothing to see
     * @param note         why nothing was looked for, a sentence for a person; absent where something was
     */
    record DescriptionsExtracted(ContentHash text, String extractor, int section, int sections,
                                 List<Description> descriptions, @Nullable String note) implements AnalysisResult {

        public static final String TYPE = "lectern.nlp.descriptions-extracted.v1";

        /** Of a text in which passages were looked for. */
        public DescriptionsExtracted(ContentHash text, String extractor, int section, int sections, List<Description> descriptions) {
            this(text, extractor, section, sections, descriptions, null);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** @param reason a sentence for a person */
    record AnalysisFailed(ContentHash text, String extractor, int section, int sections, String reason)
            implements AnalysisResult {

        public static final String TYPE = "lectern.nlp.analysis-failed.v1";

        @Override
        public String type() {
            return TYPE;
        }
    }
}
