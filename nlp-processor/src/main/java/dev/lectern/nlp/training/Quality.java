package dev.lectern.nlp.training;

import dev.lectern.nlp.extract.Passage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well passages fit the judges' labels.
 *
 * @param averagePrecision over the clear paragraphs, ranked by their most confident passage; ties share a threshold
 * @param f1               over the clear paragraphs; positive when there is a passage
 * @param type             of the true positives, the share whose most confident passage has a main type that a judge saw
 * @param span             of the strong passages, the share with at least half their characters inside a judge's stretch
 * @param strong           passages with a priority of 70 or more
 */
public record Quality(double averagePrecision, double precision, double recall, double f1, double type, double span, int strong) {

    private static final int STRONG = 70;

    /** @param found by the paragraph's id */
    public static Quality of(List<LabelledParagraph> paragraphs, Map<String, List<Passage>> found) {
        double hits = 0;
        double misses = 0;
        double falseAlarms = 0;
        int truePositives = 0;
        int typed = 0;
        int strong = 0;
        int inside = 0;
        var ranks = new TreeMap<Double, double[]>(Comparator.reverseOrder());
        for (var paragraph : paragraphs) {
            var passages = found.getOrDefault(paragraph.id(), List.of());
            for (var passage : passages) {
                if (passage.priority() >= STRONG) {
                    strong++;
                    inside += paragraph.isDescriptive(passage.start(), passage.end()) ? 1 : 0;
                }
            }
            if (paragraph.verdict().equals("b")) {
                continue;
            }
            boolean positive = paragraph.verdict().equals("y");
            var top = passages.stream().max(Comparator.comparingDouble(Passage::confidence));
            double[] tie = ranks.computeIfAbsent(top.map(Passage::confidence).orElse(0.0), none -> new double[2]);
            tie[positive ? 0 : 1] += paragraph.weight();
            if (top.isEmpty()) {
                misses += positive ? paragraph.weight() : 0;
            } else if (positive) {
                hits += paragraph.weight();
                truePositives++;
                typed += paragraph.mainTypes().contains(top.get().type().name().toLowerCase(Locale.ROOT)) ? 1 : 0;
            } else {
                falseAlarms += paragraph.weight();
            }
        }
        return new Quality(averagePrecision(ranks), hits / Math.max(hits + falseAlarms, 1e-9), hits / Math.max(hits + misses, 1e-9),
                2 * hits / Math.max(2 * hits + falseAlarms + misses, 1e-9), (double) typed / Math.max(1, truePositives),
                (double) inside / Math.max(1, strong), strong);
    }

    private static double averagePrecision(TreeMap<Double, double[]> ranks) {
        double total = ranks.values().stream().mapToDouble(tie -> tie[0]).sum();
        double seen = 0;
        double hit = 0;
        double sum = 0;
        for (double[] tie : ranks.values()) {
            seen += tie[0] + tie[1];
            hit += tie[0];
            sum += tie[0] / total * hit / seen;
        }
        return sum;
    }

    @Override
    public String toString() {
        return "AP %.3f  precision %.3f  recall %.3f  F1 %.3f  type %.3f  span %.3f of %d".formatted(
                averagePrecision, precision, recall, f1, type, span, strong);
    }
}
