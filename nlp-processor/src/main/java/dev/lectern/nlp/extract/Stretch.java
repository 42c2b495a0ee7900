package dev.lectern.nlp.extract;

import dev.lectern.nlp.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * Sentences of one paragraph that may be a passage.
 *
 * @param first    index of the first sentence
 * @param last     index after the last sentence
 * @param evidence by {@link PassageFinder#EVIDENCE}
 * @param voices   the voices that agree
 */
public record Stretch(Hearing hearing, int first, int last, double[] evidence, List<String> voices) {

    public int start() {
        return sentences().getFirst().start();
    }

    public int end() {
        return sentences().getLast().end();
    }

    public List<Sentence> sentences() {
        return hearing.paragraph().sentences().subList(first, last);
    }

    /** The mean of the sentences' features, as the lexicon sees them. */
    public double[] features() {
        var vectors = new ArrayList<double[]>();
        for (int i = first; i < last; i++) {
            vectors.add(hearing.heard().getFirst().vectors()[i]);
        }
        var mean = new double[vectors.getFirst().length];
        for (double[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        }
        return mean;
    }
}
