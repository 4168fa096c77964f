package io.fanin.check.distribution;

import io.fanin.tensor.BFloat16;
import io.fanin.tensor.DType;
import java.util.Arrays;

/// A continuous law whose values are rounded to a dtype.
public final class Rounded implements Distribution {
    private static final int PATTERNS = 1 << 16;

    private final Continuous law;
    private final DType dtype;
    private final double lower;
    private final double upper;
    private final double center;
    private final LawMoments moments;
    private final double collision;

    Rounded(Continuous law, DType dtype) {
        this.law = law;
        this.dtype = dtype;
        this.lower = dtype.round(law.lower());
        this.upper = dtype.round(law.upper());
        LawMoments exact = law.moments();
        this.center = exact.mean();
        if (dtype == DType.F16 || dtype == DType.BF16) {
            Atoms atoms = atoms();
            this.moments = atoms.moments();
            this.collision = atoms.collision();
        } else {
            this.moments = rounded(exact);
            this.collision = Math.max(law.step(), 0x1p-24);
        }
    }

    /// All values of a half-precision dtype that can occur.
    private Atoms atoms() {
        double[] values = new double[PATTERNS];
        double[] weights = new double[PATTERNS];
        int count = 0;
        for (int order = 0; order < PATTERNS; order++) {
            double value = half(order < 0x8000 ? 0xffff - order : order - 0x8000);
            // 0 stands for −0 as well, which comes just before it.
            if (Double.isFinite(value) && !(value == 0 && order < 0x8000)) {
                double weight = mass(value);
                if (weight > 0) {
                    values[count] = value;
                    weights[count++] = weight;
                }
            }
        }
        return new Atoms(Arrays.copyOf(values, count), Arrays.copyOf(weights, count));
    }

    private double half(int bits) {
        return dtype == DType.F16
                ? Float.float16ToFloat((short) bits)
                : BFloat16.toFloat((short) bits);
    }

    /// Rounding adds a uniform error.
    private LawMoments rounded(LawMoments exact) {
        double spacing = next(exact.mean()) - exact.mean();
        return new LawMoments(
                exact.mean(),
                exact.second() + spacing * spacing / 12,
                exact.third(),
                exact.fourth() + exact.second() * spacing * spacing / 2,
                exact.sixth(),
                exact.eighth());
    }

    /// The next greater value of the dtype.
    private double next(double x) {
        return switch (dtype) {
            case F64, I64 -> x;
            case F32 -> Math.nextUp((float) x);
            case BF16 -> {
                if (x == 0) {
                    yield BFloat16.toFloat((short) 1);
                }
                short bits = BFloat16.of((float) x);
                yield BFloat16.toFloat((short) (bits + (x < 0 ? -1 : 1)));
            }
            case F16 -> {
                if (x == 0) {
                    yield 0x1p-24;
                }
                short bits = Float.floatToFloat16((float) x);
                yield Float.float16ToFloat((short) (bits + (x < 0 ? -1 : 1)));
            }
        };
    }

    /// Where rounding to `x` begins.
    private double from(double x) {
        return x <= lower ? Double.NEGATIVE_INFINITY : (x - next(-x)) / 2;
    }

    /// Where rounding to `x` ends.
    private double to(double x) {
        return x >= upper ? Double.POSITIVE_INFINITY : (x + next(x)) / 2;
    }

    @Override
    public double lower() {
        return lower;
    }

    @Override
    public double upper() {
        return upper;
    }

    @Override
    public double atMost(double x) {
        if (x < lower) {
            return 0;
        }
        double to = to(x);
        return to == Double.POSITIVE_INFINITY ? 1 : Math.min(law.below(to) + law.step(), 1);
    }

    @Override
    public double atLeast(double x) {
        if (x > upper) {
            return 0;
        }
        double from = from(x);
        return from == Double.NEGATIVE_INFINITY ? 1 : Math.min(law.above(from) + law.step(), 1);
    }

    @Override
    public double atom(double x) {
        return x < lower || x > upper ? 0 : Math.max(mass(x), law.step());
    }

    /// What the continuous law has for all values that are rounded to `x`.
    private double mass(double x) {
        double from = from(x);
        double to = to(x);
        return from > center ? law.above(from) - law.above(to) : law.below(to) - law.below(from);
    }

    @Override
    public LawMoments moments() {
        return moments;
    }

    @Override
    public double collision() {
        return collision;
    }

    @Override
    public double surelyAbove(double x) {
        return Math.min(law.above(to(x)), x < center ? 1 : law.surelyBeyond(to(x)));
    }

    @Override
    public double surelyBelow(double x) {
        return Math.min(law.below(from(x)), x > center ? 1 : law.surelyBeyond(from(x)));
    }
}
