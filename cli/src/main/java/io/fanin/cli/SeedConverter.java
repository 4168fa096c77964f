package io.fanin.cli;

import java.math.BigInteger;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads what `torch.manual_seed` takes, −2⁶³ to 2⁶⁴ − 1, into 64 bits.
public final class SeedConverter implements ITypeConverter<Long> {
    private static final BigInteger LEAST = BigInteger.TWO.pow(63).negate();
    private static final BigInteger MOST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    @Override
    public Long convert(String text) {
        BigInteger seed;
        try {
            seed = new BigInteger(text);
        } catch (NumberFormatException _) {
            throw new TypeConversionException("must be a whole number; got \"" + text + "\"");
        }
        if (seed.compareTo(LEAST) < 0 || seed.compareTo(MOST) > 0) {
            throw new TypeConversionException("must lie in -2^63 to 2^64 - 1; got " + seed);
        }
        return seed.longValue();
    }
}
