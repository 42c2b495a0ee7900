package dev.lectern.nlp.training;

import dev.lectern.nlp.voice.Linear;
import java.util.List;

/** Ridge-penalised logistic regression by Newton's method on standardised features (Hastie et al., ESL 4.4 and 18.4). */
final class LogisticRegression {

    private static final int STEPS = 30;
    private static final double CONVERGED = 1e-6;

    private final List<String> names;
    private final double ridge;

    /** @param ridge penalty on the squared weights of the standardised features */
    LogisticRegression(List<String> names, double ridge) {
        this.names = names;
        this.ridge = ridge;
    }

    /** @param targets 0..1; shares are allowed */
    Linear fit(double[][] rows, double[] targets, double[] rowWeights) {
        int d = names.size();
        double[] mean = new double[d];
        double[] deviation = new double[d];
        standardise(rows, mean, deviation);
        double[] beta = new double[d + 1];
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[d + 1];
            double[][] hessian = new double[d + 1][d + 1];
            for (int r = 0; r < rows.length; r++) {
                double[] x = standardised(rows[r], mean, deviation);
                double p = Linear.probability(dot(beta, x));
                double curvature = rowWeights[r] * p * (1 - p);
                for (int i = 0; i <= d; i++) {
                    gradient[i] += rowWeights[r] * (p - targets[r]) * x[i];
                    double scaled = curvature * x[i];
                    for (int j = 0; scaled != 0 && j <= i; j++) {
                        hessian[i][j] += scaled * x[j];
                    }
                }
            }
            for (int i = 0; i <= d; i++) {
                double penalty = i < d ? ridge : 1e-6;
                gradient[i] += penalty * beta[i];
                hessian[i][i] += penalty;
            }
            double[] change = Cholesky.solve(hessian, gradient);
            double largest = 0;
            for (int i = 0; i <= d; i++) {
                beta[i] -= change[i];
                largest = Math.max(largest, Math.abs(change[i]));
            }
            if (largest < CONVERGED) {
                break;
            }
        }
        return unstandardised(beta, mean, deviation);
    }

    private Linear unstandardised(double[] beta, double[] mean, double[] deviation) {
        int d = names.size();
        double[] weights = new double[d];
        double bias = beta[d];
        for (int i = 0; i < d; i++) {
            weights[i] = beta[i] / deviation[i];
            bias -= weights[i] * mean[i];
        }
        return Linear.of(names, weights, bias);
    }

    private static void standardise(double[][] rows, double[] mean, double[] deviation) {
        for (int i = 0; i < mean.length; i++) {
            for (double[] row : rows) {
                mean[i] += row[i] / rows.length;
            }
            for (double[] row : rows) {
                deviation[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / rows.length;
            }
            deviation[i] = deviation[i] < 1e-12 ? 1 : Math.sqrt(deviation[i]);
        }
    }

    private static double[] standardised(double[] row, double[] mean, double[] deviation) {
        var x = new double[mean.length + 1];
        for (int i = 0; i < mean.length; i++) {
            x[i] = (row[i] - mean[i]) / deviation[i];
        }
        x[mean.length] = 1;
        return x;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
