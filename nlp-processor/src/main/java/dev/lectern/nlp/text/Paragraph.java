package dev.lectern.nlp.text;

import java.util.List;

/**
 * Sentences that stand together. A passage never leaves its paragraph.
 *
 * @param sentences at least one
 * @param narrated  whether its quotation marks hold a told story: they close nowhere in the paragraph, or only at its end after many words
 */
public record Paragraph(List<Sentence> sentences, boolean narrated) {

    public int tokens() {
        return sentences.stream().mapToInt(sentence -> sentence.tokens().size()).sum();
    }

    /** The share of its words that are within quotation marks, 0..1. */
    public double spokenShare() {
        return sentences.stream().mapToDouble(s -> s.spokenShare() * s.tokens().size()).sum() / tokens();
    }
}
