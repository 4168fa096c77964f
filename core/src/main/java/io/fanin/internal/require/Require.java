package io.fanin.internal.require;

/// Argument checks whose message names the parameter, the value and the limit.
public final class Require {
    private Require() {}

    public static <T> T present(String name, T value) {
        if (value == null) {
            throw new NullPointerException(name + " must not be null");
        }
        return value;
    }

    public static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite; got " + value);
        }
        return value;
    }

    public static double notNegative(String name, double value) {
        if (finite(name, value) < 0) {
            throw new IllegalArgumentException(name + " must be at least 0; got " + value);
        }
        return value;
    }

    public static long atLeast(String name, long limit, long value) {
        if (value < limit) {
            throw new IllegalArgumentException(
                    name + " must be at least " + limit + "; got " + value);
        }
        return value;
    }

    public static long between(String name, long least, long most, long value) {
        if (value > most) {
            throw new IllegalArgumentException(
                    name + " must be at most " + most + "; got " + value);
        }
        return atLeast(name, least, value);
    }

    public static void divisible(String name, long value, String divisorName, long divisor) {
        if (value % divisor != 0) {
            throw new IllegalArgumentException(
                    name
                            + " must be divisible by "
                            + divisorName
                            + "; got "
                            + name
                            + " = "
                            + value
                            + ", "
                            + divisorName
                            + " = "
                            + divisor);
        }
    }

    /// Checks that `low <= high`, both finite.
    public static void ordered(String lowName, double low, String highName, double high) {
        finite(lowName, low);
        finite(highName, high);
        if (low > high) {
            throw new IllegalArgumentException(
                    lowName
                            + " must not exceed "
                            + highName
                            + "; got "
                            + lowName
                            + " = "
                            + low
                            + ", "
                            + highName
                            + " = "
                            + high);
        }
    }
}
