package dev.lectern.nlp.extract;

import dev.lectern.nlp.text.Paragraph;
import dev.lectern.nlp.voice.Heard;
import java.util.List;

/**
 * A paragraph and what the voices that were asked said about it.
 *
 * @param heard  the lexicon first, then CoreNLP if it was asked; at least one
 * @param shares each voice's share of the vote, in the same order
 */
record Hearing(Paragraph paragraph, List<Heard> heard, double[] shares) {

    /** Log-odds per sentence: the weighted mean of the voices that were asked about it. */
    double[] vote() {
        var vote = new double[paragraph.sentences().size()];
        for (int i = 0; i < vote.length; i++) {
            double sum = 0;
            double share = 0;
            for (int v = 0; v < heard.size(); v++) {
                double odds = heard.get(v).logOdds()[i];
                if (!Double.isNaN(odds)) {
                    sum += shares[v] * odds;
                    share += shares[v];
                }
            }
            vote[i] = sum / share;
        }
        return vote;
    }

    /** The tags of a sentence by the best tagger that was asked; empty if none was. */
    List<String> tags(int sentence) {
        return heard.stream().skip(1).findFirst().map(tagged -> tagged.tags().get(sentence)).orElse(List.of());
    }
}
