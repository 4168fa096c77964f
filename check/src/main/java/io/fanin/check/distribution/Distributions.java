package io.fanin.check.distribution;

import io.fanin.internal.kernel.HalfNormal;
import io.fanin.internal.kernel.NormalBlocks;
import io.fanin.internal.kernel.Words;
import io.fanin.internal.libm.ErfInvF;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.BFloat16;
import io.fanin.tensor.DType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Finds the distributions of a PyTorch version's laws, each once: that of half-precision normals
/// takes up to a tenth of a second.
///
/// What is drawn in half precision has the distribution of PyTorch's CPU generator: 256 (bfloat16)
/// or 2,048 (float16) equally likely uniforms, and all their pairs for normals. Safe for use by
/// several threads.
public final class Distributions {
    private static final int PATTERNS = 1 << 16;

    /// @param blocks whether normals are drawn in blocks; fewer are drawn in double precision
    private record Key(Law law, DType drawn, DType stored, boolean blocks) {}

    private final TorchVersion version;
    private final Map<Key, Optional<Distribution>> known = new ConcurrentHashMap<>();

    public Distributions(TorchVersion version) {
        this.version = version;
    }

    /// The distribution of each of `count` values.
    ///
    /// @param law of independent values: uniform, normal or truncated normal
    /// @return empty for another law, for one without spread and for integers
    public Optional<Distribution> of(Law law, DType drawn, DType stored, long count) {
        return known.computeIfAbsent(
                new Key(law, drawn, stored, count >= NormalBlocks.SIZE), this::make);
    }

    private Optional<Distribution> make(Key key) {
        if (!key.drawn.isFloatingPoint() || !key.stored.isFloatingPoint()) {
            return Optional.empty();
        }
        return switch (key.law) {
            case Uniform uniform -> uniform(uniform, key);
            case Normal normal -> normal(normal, key);
            case TruncatedNormal truncated -> Optional.of(truncated(truncated, key));
            default -> Optional.empty();
        };
    }

    private static boolean isHalf(DType dtype) {
        return dtype == DType.BF16 || dtype == DType.F16;
    }

    private static Optional<Distribution> uniform(Uniform law, Key key) {
        DType drawn = key.drawn;
        double from = drawn.round(law.lower());
        double range = drawn.round(drawn.round(law.upper()) - from);
        if (range == 0 || Double.isInfinite(range)) {
            return Optional.empty();
        }
        if (isHalf(drawn)) {
            float width = (float) range;
            return Optional.of(
                    ofEach(key, unit -> drawn.round(Math.fma((float) unit, width, (float) from))));
        }
        double to = Math.max(drawn.round(law.upper()), drawn.round(from + range));
        return Optional.of(new Rounded(new Continuous.Even(from, to, step(drawn)), key.stored));
    }

    private Optional<Distribution> normal(Normal law, Key key) {
        if (law.std() == 0) {
            return Optional.empty();
        }
        if (isHalf(key.drawn) && key.blocks) {
            return Optional.of(halfNormal(law, key));
        }
        boolean isFloat = key.drawn == DType.F32 && key.blocks;
        NormalTail tail = isFloat ? NormalTail.BITS_24 : NormalTail.BITS_53;
        // A half-precision value is rounded to its own dtype first; the coarser of the two shows.
        DType shown = isHalf(key.drawn) ? key.drawn : key.stored;
        return Optional.of(new Rounded(new Continuous.Bell(law.mean(), law.std(), tail), shown));
    }

    private Distribution halfNormal(Normal law, Key key) {
        HalfNormal values =
                new HalfNormal(key.drawn, law.mean(), law.std(), version != TorchVersion.V1_13);
        double[] weights = new double[PATTERNS];
        values.forEachValue(bits -> weights[bits & 0xffff]++);
        double[] found = new double[PATTERNS];
        double[] counts = new double[PATTERNS];
        int count = 0;
        for (int bits = 0; bits < PATTERNS; bits++) {
            if (weights[bits] > 0) {
                float value =
                        key.drawn == DType.F16
                                ? Float.float16ToFloat((short) bits)
                                : BFloat16.toFloat((short) bits);
                found[count] = key.stored.round(value);
                counts[count++] = weights[bits];
            }
        }
        return joined(Arrays.copyOf(found, count), counts);
    }

    private static Distribution truncated(TruncatedNormal law, Key key) {
        DType drawn = key.drawn;
        if (isHalf(drawn)) {
            return halfTruncated(law, key);
        }
        return new Rounded(
                new Continuous.CutBell(
                        law.mean(),
                        law.std(),
                        drawn.round(law.lower()),
                        drawn.round(law.upper()),
                        step(drawn)),
                key.stored);
    }

    /// By PyTorch's steps, each rounded to the drawn dtype.
    private static Distribution halfTruncated(TruncatedNormal law, Key key) {
        DType drawn = key.drawn;
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double low = normal.cumulativeProbability((law.lower() - law.mean()) / law.std());
        double high = normal.cumulativeProbability((law.upper() - law.mean()) / law.std());
        double from = drawn.round(2 * low - 1);
        float range = (float) drawn.round(drawn.round(2 * high - 1) - from);
        double scale = drawn.round(law.std() * Math.sqrt(2));
        double mean = drawn.round(law.mean());
        double least = drawn.round(law.lower());
        double most = drawn.round(law.upper());
        return ofEach(
                key,
                unit -> {
                    double value = drawn.round(Math.fma((float) unit, range, (float) from));
                    value = drawn.round(ErfInvF.erfinvf((float) value));
                    value = drawn.round(drawn.round(value * scale) + mean);
                    return Math.clamp(value, least, most);
                });
    }

    private static double step(DType drawn) {
        return Math.scalb(1.0, -Words.bitsOfUniform(drawn));
    }

    /// What becomes of each uniform that the drawn dtype has.
    private static Distribution ofEach(Key key, DoubleUnaryOperator draw) {
        int count = 1 << Words.bitsOfUniform(key.drawn);
        double[] values = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = key.stored.round(draw.applyAsDouble((double) i / count));
            weights[i] = 1;
        }
        return joined(values, weights);
    }

    /// Joins equal values and puts them in order.
    private static Distribution joined(double[] values, double[] weights) {
        Map<Double, Double> sorted = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            sorted.merge(values[i] == 0 ? 0.0 : values[i], weights[i], Double::sum);
        }
        return new Atoms(
                sorted.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                sorted.values().stream().mapToDouble(Double::doubleValue).toArray());
    }
}
