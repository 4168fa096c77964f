package io.fanin.check.report;

import java.util.Locale;

/// Whether a file holds weights before or after training.
public enum Expectation {
    FRESH,
    TRAINED;

    /// As reports and `--expect` write it, such as `fresh`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
