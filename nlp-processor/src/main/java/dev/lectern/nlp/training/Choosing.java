package dev.lectern.nlp.training;

import dev.lectern.nlp.extract.Mode;
import dev.lectern.nlp.extract.Passage;
import dev.lectern.nlp.extract.Tuning;
import dev.lectern.nlp.voice.Voices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Chooses among a few values of what is no weight, by leaving books out. It sees only the paragraphs that it is given. */
final class Choosing {

    private static final double[] RIDGES = {300, 600};
    private static final double[] EDGES = {-0.25, 0, 0.25};
    private static final double NEIGHBOUR = 0.15;
    private static final double OPEN = -1.2;
    private static final double LEAST_FROM = 0.40;
    private static final double LEAST_TO = 0.56;
    private static final double STEP = 0.02;
    /** Of the passages with a priority of 70 so many should be within what a judge calls description: more than asked, for other books. */
    private static final double INSIDE = 0.965;
    /** Strong passages that are enough, per paragraph. */
    private static final double ENOUGH = 0.2;
    /** Settings whose scores differ by less are as good as each other, and the strictest of them is taken. */
    private static final double ALIKE = 0.01;
    /** With it a priority of p says that the confidence in the passage's own sentences is about p/100. */
    private static final double NEUTRAL = 0.7;

    private final Voices voices;
    private final Scorers scorers;
    private final Mode mode;

    private record Rated(Choice choice, double score) {
    }

    Choosing(Voices voices, Scorers scorers, Mode mode) {
        this.voices = voices;
        this.scorers = scorers;
        this.mode = mode;
    }

    Choice among(List<LabelledParagraph> paragraphs) {
        var rated = new ArrayList<Rated>();
        for (double ridge : RIDGES) {
            for (double edge : EDGES) {
                rated.add(rated(paragraphs, new Choice(ridge, new Tuning(NEIGHBOUR, OPEN, edge, 0, NEUTRAL))));
            }
        }
        return rated.stream().max(Comparator.comparingDouble(Rated::score)).orElseThrow().choice();
    }

    private Rated rated(List<LabelledParagraph> paragraphs, Choice open) {
        var found = CrossValidation.passages(voices, paragraphs, List.of(mode), others -> new Trainer(voices, scorers, open).train(others))
                .getOrDefault(mode, Map.of());
        double best = 0;
        for (double least = LEAST_FROM; least <= LEAST_TO; least += STEP) {
            best = Math.max(best, score(paragraphs, found, least));
        }
        double strictest = LEAST_FROM;
        for (double least = LEAST_FROM; least <= LEAST_TO; least += STEP) {
            strictest = score(paragraphs, found, least) >= best - ALIKE ? least : strictest;
        }
        int strong = strong(paragraphs, found);
        double plenty = Math.min(1, count(paragraphs, found, strong) / (ENOUGH * paragraphs.size()));
        return new Rated(open.with(Math.round(strictest * 100) / 100.0, strong / 100.0), best + plenty / 2);
    }

    private static double score(List<LabelledParagraph> paragraphs, Map<String, List<Passage>> found, double least) {
        var quality = Quality.of(paragraphs, found.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                passages -> passages.getValue().stream().filter(passage -> passage.confidence() >= least).toList())));
        return (quality.averagePrecision() + quality.f1()) / 2;
    }

    /** The lowest priority from which on enough of the passages are within a judge's. */
    private static int strong(List<LabelledParagraph> paragraphs, Map<String, List<Passage>> found) {
        int strong = 100;
        for (int priority = 99; priority >= 50; priority--) {
            int least = priority;
            long inside = paragraphs.stream().flatMap(paragraph -> found.getOrDefault(paragraph.id(), List.of()).stream()
                    .filter(passage -> passage.priority() >= least && paragraph.isDescriptive(passage.start(), passage.end()))).count();
            strong = inside >= INSIDE * count(paragraphs, found, priority) ? priority : strong;
        }
        return strong;
    }

    private static long count(List<LabelledParagraph> paragraphs, Map<String, List<Passage>> found, int priority) {
        return paragraphs.stream().flatMap(paragraph -> found.getOrDefault(paragraph.id(), List.of()).stream())
                .filter(passage -> passage.priority() >= priority).count();
    }
}
