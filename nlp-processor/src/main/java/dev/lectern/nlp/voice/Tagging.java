package dev.lectern.nlp.voice;

import java.util.Collections;
import java.util.List;

/**
 * What a tagger says about a sentence's tokens.
 *
 * @param tags  Penn Treebank part-of-speech tags, one per token; empty if the voice has no tagger
 * @param names {@code PERSON}, {@code LOCATION}, {@code ORGANIZATION} or {@code O}, one per token; empty without name recognition
 */
public record Tagging(List<String> tags, List<String> names) {

    public static final Tagging NONE = new Tagging(List.of(), List.of());

    public boolean hasTags() {
        return !tags.isEmpty();
    }

    public static Tagging ofTags(List<String> tags) {
        return new Tagging(tags, Collections.nCopies(tags.size(), "O"));
    }
}
