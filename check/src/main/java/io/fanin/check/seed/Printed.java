package io.fanin.check.seed;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/// Values with the bounds that their digits leave.
record Printed(List<BigDecimal> values) implements Observed {
    private static final Pattern BETWEEN = Pattern.compile("tensor|[\\s,\\[\\]()]+");
    private static final BigDecimal HALF = new BigDecimal("0.5");

    Printed {
        values = List.copyOf(values);
    }

    static Printed of(String text) {
        return new Printed(
                BETWEEN.splitAsStream(text)
                        .filter(word -> !word.isEmpty())
                        .map(Printed::number)
                        .toList());
    }

    private static BigDecimal number(String word) {
        try {
            return new BigDecimal(word);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(
                    "values must be numbers; got \"" + word + "\" among them");
        }
    }

    @Override
    public long count() {
        return values.size();
    }

    @Override
    public double lower(long number) {
        BigDecimal value = values.get((int) number);
        return value.subtract(value.ulp().multiply(HALF)).doubleValue();
    }

    @Override
    public double upper(long number) {
        BigDecimal value = values.get((int) number);
        return value.add(value.ulp().multiply(HALF)).doubleValue();
    }
}
