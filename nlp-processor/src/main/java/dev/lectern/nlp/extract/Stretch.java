package dev.lectern.nlp.extract;

import dev.lectern.nlp.text.Sentence;
import java.util.List;

/**
 * Sentences of one paragraph that may be a passage, and the likely ones around them.
 *
 * @param sentences one to five
 * @param around    the run of likely sentences that they were cut from; it tells more about what there is to see
 * @param tags      Penn Treebank tags per sentence of {@code around}; empty where no tagger was asked
 * @param first     index of the first of the sentences in {@code around}
 * @param evidence  by {@link PassageFinder#EVIDENCE}, of what is around
 * @param core      the same, of the sentences alone
 * @param voices    the voices that agree
 */
public record Stretch(List<Sentence> sentences, List<Sentence> around, List<List<String>> tags, int first, double[] evidence,
                      double[] core, List<String> voices) {

    public int start() {
        return sentences.getFirst().start();
    }

    public int end() {
        return sentences.getLast().end();
    }
}
