package dev.lectern.nlp.voice;

import dev.lectern.nlp.text.Sentence;
import java.util.List;

/** Tells parts of speech; safe for use by many threads at once. */
@FunctionalInterface
public interface Tagger {

    /** Of a voice that goes by words alone. */
    Tagger NONE = sentence -> List.of();

    /** Penn Treebank tags, one per token, or none at all. */
    List<String> tags(Sentence sentence);
}
