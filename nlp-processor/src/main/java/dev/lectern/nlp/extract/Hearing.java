package dev.lectern.nlp.extract;

import dev.lectern.nlp.text.Paragraph;
import dev.lectern.nlp.voice.Heard;
import java.util.List;

/**
 * A paragraph and what the voices that were asked said about it.
 *
 * @param heard   the lexicon first; at least one
 * @param shares  each voice's share of the vote, in the same order; they add up to 1
 */
record Hearing(Paragraph paragraph, List<Heard> heard, double[] shares) {

    /** Log-odds per sentence: the voices' weighted mean. */
    double[] vote() {
        var vote = new double[paragraph.sentences().size()];
        for (int v = 0; v < heard.size(); v++) {
            for (int i = 0; i < vote.length; i++) {
                vote[i] += shares[v] * heard.get(v).logOdds()[i];
            }
        }
        return vote;
    }
}
