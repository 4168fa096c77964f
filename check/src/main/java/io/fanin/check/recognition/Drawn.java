package io.fanin.check.recognition;

import io.fanin.check.distribution.Distribution;
import io.fanin.check.distribution.Distributions;
import io.fanin.check.scan.Figures;
import io.fanin.internal.kernel.Words;
import io.fanin.law.Normal;
import io.fanin.tensor.DType;
import java.util.List;

/// The dtypes that a tensor's values may have been drawn in, the likeliest first: half-precision
/// values in their own, whose generator knows few values, or in float32.
///
/// @param spread the standard deviation of standard normal values as the likeliest dtype draws them
record Drawn(List<DType> ofUniform, List<DType> ofNormal, double spread) {
    /// Fewer normals than these are drawn in double precision, whatever the dtype.
    private static final int LEAST_BLOCK = 16;

    static Drawn of(Figures figures, Distributions distributions) {
        DType stored = figures.dtype();
        if (stored == DType.F32) {
            return new Drawn(List.of(DType.F32), List.of(DType.F32), 1);
        }
        List<DType> own = List.of(stored, DType.F32);
        if (stored == DType.F64) {
            return new Drawn(own, own, 1);
        }
        List<DType> cast = own.reversed();
        boolean few = figures.histogram().bins() <= 1 << Words.bitsOfUniform(stored);
        if (figures.count() < LEAST_BLOCK) {
            return new Drawn(few ? own : cast, cast, 1);
        }
        Distribution standard =
                distributions.of(new Normal(0, 1), stored, stored, figures.count()).orElseThrow();
        double spread = Math.sqrt(standard.moments().second());
        boolean isOwn = isOwn(standard, figures, spread);
        return new Drawn(few ? own : cast, isOwn ? own : cast, isOwn ? spread : 1);
    }

    /// Whether as many values are 0, and none further out, as the dtype's own normals have it.
    private static boolean isOwn(Distribution standard, Figures figures, double spread) {
        double far = Math.max(Math.abs(figures.min()), Math.abs(figures.max()));
        double zero = standard.atom(0);
        double expected = zero * figures.count();
        double zeros = figures.zeros();
        boolean enough = zeros > expected / 2 || expected < 5;
        return enough && far * spread <= standard.upper() * figures.moments().std() * 1.02;
    }
}
