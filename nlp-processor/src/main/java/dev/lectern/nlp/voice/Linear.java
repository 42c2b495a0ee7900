package dev.lectern.nlp.voice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bias and a weight per named feature: the sum is a log-odds.
 *
 * @param weights features that are not named weigh nothing
 */
public record Linear(double bias, Map<String, Double> weights) {

    public static Linear of(List<String> names, double[] weights, double bias) {
        var named = new LinkedHashMap<String, Double>();
        for (int i = 0; i < names.size(); i++) {
            if (weights[i] != 0) {
                named.put(names.get(i), rounded(weights[i]));
            }
        }
        return new Linear(rounded(bias), named);
    }

    /** Four decimals: what the file holds is what was measured. */
    private static double rounded(double weight) {
        return Math.round(weight * 10_000) / 10_000.0;
    }

    /** The weights in the order of the names, for {@link #sum}. */
    public double[] inOrder(List<String> names) {
        return names.stream().mapToDouble(name -> weights.getOrDefault(name, 0.0)).toArray();
    }

    public static double sum(double bias, double[] weights, double[] vector) {
        double sum = bias;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * vector[i];
        }
        return sum;
    }

    public static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
