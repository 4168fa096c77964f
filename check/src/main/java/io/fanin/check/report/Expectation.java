package io.fanin.check.report;

import java.util.Locale;

/// Whether a file holds weights before or after training.
public enum Expectation {
    FRESH,
    TRAINED;

    /// What that text means.
    ///
    /// @throws IllegalArgumentException if it means neither
    public static Expectation of(String text) {
        for (Expectation each : values()) {
            if (each.toString().equals(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException("must be fresh or trained; got \"" + text + "\"");
    }

    /// As reports and `--expect` write it, such as `fresh`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
