package io.fanin.check.distribution;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// How likely a standard normal value beyond some size is, as the Box-Muller method gives it.
enum NormalTail {
    /// Of float32, with radii `√(−2 ln(k · 2⁻²⁴))`: none is greater than 5.768.
    BITS_24 {
        @Override
        double above(double z) {
            if (z < FROM) {
                return STANDARD.survivalProbability(z);
            }
            double sum = 0;
            for (int k = 1; ; k++) {
                double radius = Math.sqrt(-2 * Math.log(k * 0x1p-24));
                if (radius <= z) {
                    return sum / Math.PI * 0x1p-24;
                }
                sum += Math.acos(z / radius);
            }
        }
    },

    /// Of double precision, whose end is too far out to be met.
    BITS_53 {
        @Override
        double above(double z) {
            return STANDARD.survivalProbability(z);
        }
    };

    private static final double FROM = 4.3;
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    /// The probability of more than `z`, which is positive.
    abstract double above(double z);
}
