package dev.lectern.nlp.training;

import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.nlp.voice.Linear;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Softmax regression whose weights are drawn towards given ones (a Gaussian prior), by Newton's method. */
final class MultinomialRegression {

    private static final int STEPS = 20;
    private static final double BIAS_RIDGE = 1;

    private final List<String> names;
    private final double ridge;

    /** @param ridge penalty on the squared distance from the prior weights */
    MultinomialRegression(List<String> names, double ridge) {
        this.names = names;
        this.ridge = ridge;
    }

    /** @param targets per row, how much speaks for each of the types */
    Map<DescriptionType, Linear> fit(List<double[]> rows, List<double[]> targets, List<DescriptionType> types,
                                     Map<DescriptionType, Linear> prior) {
        int d = names.size() + 1;
        int k = types.size();
        double[] believed = new double[k * d];
        for (int t = 0; t < k; t++) {
            double[] weights = prior.getOrDefault(types.get(t), new Linear(0, Map.of())).inOrder(names);
            System.arraycopy(weights, 0, believed, t * d, d - 1);
        }
        double[] beta = believed.clone();
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[k * d];
            double[][] hessian = new double[k * d][k * d];
            for (int i = 0; i < k * d; i++) {
                double penalty = i % d == d - 1 ? BIAS_RIDGE : ridge;
                gradient[i] = penalty * (beta[i] - believed[i]);
                hessian[i][i] = penalty;
            }
            for (int r = 0; r < rows.size(); r++) {
                accumulate(rows.get(r), targets.get(r), beta, gradient, hessian);
            }
            double[] change = Cholesky.solve(hessian, gradient);
            for (int i = 0; i < k * d; i++) {
                beta[i] -= change[i];
            }
        }
        var fitted = new EnumMap<DescriptionType, Linear>(DescriptionType.class);
        for (int t = 0; t < k; t++) {
            double[] weights = new double[d - 1];
            System.arraycopy(beta, t * d, weights, 0, d - 1);
            fitted.put(types.get(t), Linear.of(names, weights, beta[t * d + d - 1]));
        }
        return fitted;
    }

    private static void accumulate(double[] row, double[] target, double[] beta, double[] gradient, double[][] hessian) {
        int d = row.length + 1;
        int k = target.length;
        double[] x = java.util.Arrays.copyOf(row, d);
        x[d - 1] = 1;
        double[] p = softmax(x, beta, k);
        double whole = java.util.Arrays.stream(target).sum();
        for (int a = 0; a < k; a++) {
            for (int i = 0; i < d; i++) {
                gradient[a * d + i] += (p[a] - target[a] / whole) * x[i];
                for (int b = 0; b <= a; b++) {
                    double curvature = p[a] * ((a == b ? 1 : 0) - p[b]) * x[i];
                    for (int j = 0; j < d; j++) {
                        hessian[a * d + i][b * d + j] += curvature * x[j];
                    }
                }
            }
        }
    }

    private static double[] softmax(double[] x, double[] beta, int k) {
        double[] p = new double[k];
        double sum = 0;
        for (int t = 0; t < k; t++) {
            double odds = 0;
            for (int i = 0; i < x.length; i++) {
                odds += beta[t * x.length + i] * x[i];
            }
            p[t] = Math.exp(odds);
            sum += p[t];
        }
        for (int t = 0; t < k; t++) {
            p[t] /= sum;
        }
        return p;
    }
}
