package io.fanin.check.distribution;

/// Simpson's rule for moments of a standard normal law between bounds.
final class Quadrature {
    private static final int STEPS = 20_000;

    private Quadrature() {}

    /// `E(z + shift)^power` for a standard normal `z` between `from` and `to`.
    static double mean(int power, double shift, double from, double to) {
        double nearest = Math.clamp(0, from, to);
        double low = Math.max(from, nearest - 12);
        double high = Math.min(to, nearest + 12);
        double sum = 0;
        double weight = 0;
        for (int i = 0; i <= STEPS; i++) {
            double z = low + (high - low) * i / STEPS;
            double density =
                    Math.exp((nearest * nearest - z * z) / 2)
                            * (i == 0 || i == STEPS ? 1 : i % 2 == 0 ? 2 : 4);
            weight += density;
            sum += density * Math.pow(z + shift, power);
        }
        return sum / weight;
    }
}
