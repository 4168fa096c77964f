package io.fanin.check.report;

import java.util.Locale;

/// How bad a finding is, from the least.
public enum Severity {
    INFO,
    WARNING,
    ERROR;

    /// As reports write it, such as `warning`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
