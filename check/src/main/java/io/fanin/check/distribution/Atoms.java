package io.fanin.check.distribution;

import java.util.Arrays;

/// A law of few values, as half-precision generators have: each is as likely as often as it comes
/// up among all that the generator's uniforms can give.
public final class Atoms implements Distribution {
    private final double[] values;
    private final double[] probabilities;
    private final double[] below;
    private final double[] above;
    private final LawMoments moments;

    /// @param values in rising order, each once
    /// @param weights how likely each is, in any unit
    public Atoms(double[] values, double[] weights) {
        double total = Arrays.stream(weights).sum();
        this.values = values;
        this.probabilities = Arrays.stream(weights).map(w -> w / total).toArray();
        this.below = new double[values.length];
        this.above = new double[values.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            below[i] = sum / total;
            sum += weights[i];
        }
        sum = 0;
        for (int i = values.length - 1; i >= 0; i--) {
            above[i] = sum / total;
            sum += weights[i];
        }
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            mean += probabilities[i] * values[i];
        }
        this.moments =
                new LawMoments(
                        mean,
                        central(mean, 2),
                        central(mean, 3),
                        central(mean, 4),
                        central(mean, 6),
                        central(mean, 8));
    }

    private double central(double mean, int power) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += probabilities[i] * Math.pow(values[i] - mean, power);
        }
        return sum;
    }

    /// The place of the greatest value up to `x`, −1 if all are greater.
    private int place(double x) {
        int found = Arrays.binarySearch(values, x == 0 ? 0 : x);
        return found >= 0 ? found : -found - 2;
    }

    /// The value that can occur next to `x`.
    public double nearest(double x) {
        int place = Math.max(place(x), 0);
        int next = Math.min(place + 1, values.length - 1);
        return values[next] - x < x - values[place] ? values[next] : values[place];
    }

    @Override
    public double lower() {
        return values[0];
    }

    @Override
    public double upper() {
        return values[values.length - 1];
    }

    @Override
    public double atMost(double x) {
        int place = place(x);
        return place < 0 ? 0 : below[place] + probabilities[place];
    }

    @Override
    public double atLeast(double x) {
        int place = place(x);
        if (place < 0) {
            return 1;
        }
        return values[place] == x ? above[place] + probabilities[place] : above[place];
    }

    @Override
    public double atom(double x) {
        int place = place(x);
        return place >= 0 && values[place] == x ? probabilities[place] : 0;
    }

    @Override
    public LawMoments moments() {
        return moments;
    }

    @Override
    public double collision() {
        return Arrays.stream(probabilities).map(p -> p * p).sum();
    }
}
