package io.fanin.internal.libm;

import java.util.Locale;
import java.util.Random;

/// The twins of C functions, each with the arguments it is tried on: those an initializer meets,
/// and in turn with them others from the whole of the range.
enum Twin {
    LOG,
    LOG1P,
    SIN,
    COS,
    EXP,
    ERF,
    LOGF,
    EXPF,
    ERFF;

    private static final int SEED = 42;

    /// The name of the C function.
    String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the C function takes and gives a float. Arguments and results hold floats then.
    boolean single() {
        return this == LOGF || this == EXPF || this == ERFF;
    }

    double apply(double x) {
        return switch (this) {
            case LOG -> Log.log(x);
            case LOG1P -> Log1p.log1p(x);
            case SIN -> SinCos.sin(x);
            case COS -> SinCos.cos(x);
            case EXP -> Exp.exp(x);
            case ERF -> Erf.erf(x);
            case LOGF -> LogF.logf((float) x);
            case EXPF -> ExpF.expf((float) x);
            case ERFF -> ErfF.erff((float) x);
        };
    }

    double[] arguments(int count) {
        Random random = new Random(SEED);
        double[] arguments = new double[count];
        for (int i = 0; i < count; i++) {
            arguments[i] = i % 2 == 0 ? usual(random) : unusual(random);
        }
        return arguments;
    }

    private double usual(Random random) {
        return switch (this) {
            case LOG -> 1.0 - random.nextDouble();
            case LOG1P -> -random.nextDouble();
            case SIN, COS -> 2.0 * Math.PI * random.nextDouble();
            case EXP -> -50.0 * random.nextDouble();
            case ERF -> 12.2 * random.nextDouble() - 6.1;
            case LOGF -> 1.0f - random.nextFloat();
            case EXPF -> -20.0f * random.nextFloat();
            case ERFF -> 12.2f * random.nextFloat() - 6.1f;
        };
    }

    private double unusual(Random random) {
        return switch (this) {
            case LOG -> doubleBelow(2.0, random);
            case LOG1P -> -doubleBelow(1.0, random);
            case SIN, COS -> 2e8 * random.nextDouble() - 1e8;
            case EXP -> 1500.0 * random.nextDouble() - 750.0;
            case ERF -> doubleBelow(7.0, random);
            case LOGF -> floatBelow(2.0f, random);
            case EXPF -> 240.0f * random.nextFloat() - 150.0f;
            case ERFF -> floatBelow(7.0f, random);
        };
    }

    /// Not negative; one exponent is as likely as another.
    private static double doubleBelow(double limit, Random random) {
        long bits = Double.doubleToRawLongBits(limit);
        return Double.longBitsToDouble(Long.remainderUnsigned(random.nextLong(), bits));
    }

    private static float floatBelow(float limit, Random random) {
        int bits = Float.floatToRawIntBits(limit);
        return Float.intBitsToFloat(Integer.remainderUnsigned(random.nextInt(), bits));
    }
}
