package dev.lectern.nlp.extract;

import dev.lectern.nlp.text.Sentence;
import dev.lectern.nlp.text.Token;
import dev.lectern.nlp.voice.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Finds runs of descriptive sentences in a paragraph that was heard. */
public final class PassageFinder {

    /** What a stretch's confidence is made of. */
    public static final List<String> EVIDENCE = List.of("evidence", "agreement", "words");

    private static final int MOST_SENTENCES = 5;

    private final Tuning tuning;

    PassageFinder(Tuning tuning) {
        this.tuning = tuning;
    }

    List<Stretch> stretches(Hearing hearing) {
        double[] vote = hearing.vote();
        double[] smooth = smooth(vote);
        var stretches = new ArrayList<Stretch>();
        for (int first = 0; first < vote.length; first++) {
            int last = first;
            while (last < vote.length && smooth[last] >= tuning.open()) {
                last++;
            }
            int parts = (last - first + MOST_SENTENCES - 1) / MOST_SENTENCES;
            for (int part = 0; part < parts; part++) {
                int from = first + part * (last - first) / parts;
                int to = first + (part + 1) * (last - first) / parts;
                stretches.add(trimmed(hearing, from, to, vote));
            }
            first = last;
        }
        return stretches;
    }

    /** A sentence's log-odds with a share of its neighbours'. */
    double[] smooth(double[] vote) {
        double mean = 0;
        for (double v : vote) {
            mean += v / vote.length;
        }
        var smooth = new double[vote.length];
        for (int i = 0; i < vote.length; i++) {
            double before = i == 0 ? mean : vote[i - 1];
            double after = i + 1 == vote.length ? mean : vote[i + 1];
            smooth[i] = (1 - 2 * tuning.neighbour()) * vote[i] + tuning.neighbour() * (before + after);
        }
        return smooth;
    }

    /** The part with the largest sum of log-odds above {@link Tuning#edge}. */
    private Stretch trimmed(Hearing hearing, int first, int last, double[] vote) {
        int bestFrom = first;
        int bestTo = last;
        double most = Double.NEGATIVE_INFINITY;
        for (int from = first; from < last; from++) {
            double sum = 0;
            for (int to = from + 1; to <= last; to++) {
                sum += vote[to - 1] - tuning.edge();
                if (sum > most) {
                    most = sum;
                    bestFrom = from;
                    bestTo = to;
                }
            }
        }
        var around = IntStream.range(first, last).boxed().toList();
        return stretch(hearing, bestFrom, bestTo, around, vote);
    }

    private static Stretch stretch(Hearing hearing, int first, int last, List<Integer> around, double[] vote) {
        var agreeing = new ArrayList<String>();
        for (Heard heard : hearing.heard()) {
            if (evidence(heard.logOdds(), first, last) >= 0) {
                agreeing.add(heard.voice());
            }
        }
        // one voice is never unanimous: agreement counts from the second on
        double agreement = Math.max(0, agreeing.size() - 1) / 2.0;
        var sentences = hearing.paragraph().sentences();
        return new Stretch(sentences.subList(first, last), around.stream().map(sentences::get).toList(),
                around.stream().map(hearing::tags).toList(), first - around.getFirst(),
                weighed(vote, agreement, sentences, around.getFirst(), around.getLast() + 1), weighed(vote, agreement, sentences, first, last),
                List.copyOf(agreeing));
    }

    private static double[] weighed(double[] vote, double agreement, List<Sentence> sentences, int first, int last) {
        long words = sentences.subList(first, last).stream().flatMap(s -> s.tokens().stream()).filter(Token::isWord).count();
        return new double[]{evidence(vote, first, last), agreement, Math.log(words + 1)};
    }

    /** log Σ exp: the best sentence counts most, and each further one adds. */
    private static double evidence(double[] logOdds, int first, int last) {
        double sum = 0;
        for (int i = first; i < last; i++) {
            sum += Double.isNaN(logOdds[i]) ? 0 : Math.exp(logOdds[i]);
        }
        return Math.log(sum);
    }
}
