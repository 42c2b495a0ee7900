package dev.lectern.nlp.voice;

import dev.lectern.nlp.text.Sentence;

/** Tags sentences; safe for use by many threads at once. */
@FunctionalInterface
public interface Tagger {

    Tagging tag(Sentence sentence);
}
