package dev.lectern.nlp.voice;

import dev.lectern.nlp.text.Paragraph;
import dev.lectern.nlp.text.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** One analyser: a tagger (or none), and what it learned to weigh. A language or a tagger more is a voice more. */
public final class Voice {

    private final String name;
    private final Tagger tagger;
    private final SentenceFeatures features;
    private final double bias;
    private final double[] weights;

    public Voice(String name, Tagger tagger, SentenceFeatures features, Linear scorer) {
        this.name = name;
        this.tagger = tagger;
        this.features = features;
        this.bias = scorer.bias();
        this.weights = scorer.inOrder(SentenceFeatures.FEATURES);
    }

    public Heard hear(Paragraph paragraph) {
        return hear(paragraph, sentence -> true);
    }

    /** @param asked which of the paragraph's sentences, by index */
    public Heard hear(Paragraph paragraph, IntPredicate asked) {
        int n = paragraph.sentences().size();
        var logOdds = new double[n];
        Arrays.fill(logOdds, Double.NaN);
        var tags = new ArrayList<List<String>>(n);
        for (int i = 0; i < n; i++) {
            tags.add(List.of());
            if (asked.test(i)) {
                Sentence sentence = paragraph.sentences().get(i);
                tags.set(i, tagger.tags(sentence));
                logOdds[i] = Linear.sum(bias, weights, features.of(paragraph, sentence, tags.get(i)));
            }
        }
        return new Heard(name, logOdds, tags);
    }

    /** What the voice weighs: by {@link SentenceFeatures#FEATURES}, per sentence. */
    public List<double[]> features(Paragraph paragraph) {
        return paragraph.sentences().stream().map(sentence -> features.of(paragraph, sentence, tagger.tags(sentence))).toList();
    }
}
