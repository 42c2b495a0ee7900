package dev.lectern.nlp.voice;

import dev.lectern.nlp.text.Sentence;
import java.util.List;

/** Tells names; safe for use by many threads at once. */
@FunctionalInterface
public interface NameRecogniser {

    /** {@code PERSON}, {@code LOCATION}, {@code ORGANIZATION} or {@code O}, one per token. */
    List<String> names(Sentence sentence);
}
