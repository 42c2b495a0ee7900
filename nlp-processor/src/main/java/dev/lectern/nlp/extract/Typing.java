package dev.lectern.nlp.extract;

import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.nlp.voice.Linear;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Says what a passage lets the reader see: the type with the most evidence. */
final class Typing {

    private final TypeEvidence evidence;
    private final Map<DescriptionType, Linear> weights;
    private final Map<DescriptionType, double[]> inOrder = new EnumMap<>(DescriptionType.class);

    Typing(TypeEvidence evidence, Map<DescriptionType, Linear> weights) {
        this.evidence = evidence;
        this.weights = weights;
        weights.forEach((type, linear) -> inOrder.put(type, linear.inOrder(TypeEvidence.FEATURES)));
    }

    /** @param names per sentence of {@code stretch.around()}; empty where unknown */
    DescriptionType of(Stretch stretch, List<List<String>> names) {
        double[] counts = evidence.of(stretch.around(), stretch.tags(), names);
        var best = DescriptionType.LOCATION;
        double most = Double.NEGATIVE_INFINITY;
        for (var entry : weights.entrySet()) {
            double odds = Linear.sum(entry.getValue().bias(), inOrder.getOrDefault(entry.getKey(), new double[0]), counts);
            if (odds > most) {
                most = odds;
                best = entry.getKey();
            }
        }
        return best;
    }
}
