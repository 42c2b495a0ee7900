package dev.lectern.nlp.extract;

import dev.lectern.nlp.text.Sentence;
import java.util.List;

/**
 * Sentences of one paragraph that may be a passage.
 *
 * @param sentences one to five
 * @param tags      per sentence, Penn Treebank tags; empty where no tagger was asked
 * @param evidence  by {@link PassageFinder#EVIDENCE}
 * @param voices    the voices that agree
 */
public record Stretch(List<Sentence> sentences, List<List<String>> tags, double[] evidence, List<String> voices) {

    public int start() {
        return sentences.getFirst().start();
    }

    public int end() {
        return sentences.getLast().end();
    }
}
