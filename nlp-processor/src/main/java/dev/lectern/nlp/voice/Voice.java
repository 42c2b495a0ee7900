package dev.lectern.nlp.voice;

import dev.lectern.nlp.text.Paragraph;
import dev.lectern.nlp.text.Sentence;
import java.util.ArrayList;

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

    public String name() {
        return name;
    }

    /** How descriptive each sentence of the paragraph is, and what made it think so. */
    public Heard hear(Paragraph paragraph) {
        int n = paragraph.sentences().size();
        var logOdds = new double[n];
        var vectors = new double[n][];
        var taggings = new ArrayList<Tagging>(n);
        for (int i = 0; i < n; i++) {
            Sentence sentence = paragraph.sentences().get(i);
            Tagging tagging = tagger.tag(sentence);
            vectors[i] = features.of(paragraph, sentence, tagging);
            logOdds[i] = Linear.sum(bias, weights, vectors[i]);
            taggings.add(tagging);
        }
        return new Heard(name, logOdds, vectors, taggings);
    }
}
