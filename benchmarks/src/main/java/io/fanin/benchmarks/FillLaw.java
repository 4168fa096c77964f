package io.fanin.benchmarks;

import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.tensor.DType;

/// The laws that are timed.
public enum FillLaw {
    UNIFORM,
    NORMAL,
    /// Cut at two standard deviations.
    TRUNCATED_NORMAL;

    public Law law() {
        return switch (this) {
            case UNIFORM -> new Uniform(-0.3, 0.7);
            case NORMAL -> new Normal(0.01, 0.02);
            case TRUNCATED_NORMAL -> new TruncatedNormal(0, 1, -2, 2);
        };
    }

    /// Whether libtorch's way to draw it is worth comparing in this dtype.
    public boolean isTimedIn(DType dtype) {
        return this != TRUNCATED_NORMAL || dtype == DType.F32;
    }
}
