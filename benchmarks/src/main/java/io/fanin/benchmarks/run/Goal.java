package io.fanin.benchmarks.run;

import io.fanin.benchmarks.FillLaw;
import io.fanin.benchmarks.Threads;
import io.fanin.tensor.DType;
import java.util.Optional;

/// How many times as fast as libtorch a fill has to be on 1 and on 2 threads, and how many times is
/// hoped for.
record Goal(double floor, double goal) {
    /// The most that a plain memory fill may be faster than a float32 uniform fill.
    static final Goal MEMORY = new Goal(1.6, 1.4);

    /// A 4 × 2 Kaiming fill.
    static final Goal SMALL = new Goal(40, 40);

    /// The most that a cold process may take, as a share of Python's time.
    static final double COLD = 0.40;

    /// How many times as fast as its construction in Python a model is written.
    static final double MODEL = 5;

    /// Bytes that a process which writes it may hold.
    static final long MODEL_MEMORY = 300_000_000;

    /// The most that a part of 8 may take, as a share of the whole's time.
    static final double MODEL_PART = 0.25;

    /// The least speed of a scan, as a share of that of copying the file.
    static final double SCAN_SHARE = 0.5;

    /// What an eighth may cost beside the whole: this share of it ...
    static final double SLICE_SHARE = 1.0 / 7;

    /// ... and these nanoseconds.
    static final double SLICE_NANOS = 2e6;

    /// Of fills of 64 Mi values.
    static Optional<Goal> of(FillLaw law, DType dtype, Threads threads) {
        boolean one = threads == Threads.ONE;
        return Optional.ofNullable(
                switch (law) {
                    case UNIFORM ->
                            switch (dtype) {
                                case F32 -> one ? new Goal(7.5, 8.5) : new Goal(12, 14);
                                case BF16 -> one ? new Goal(9, 11) : new Goal(15, 18);
                                case F16 -> one ? new Goal(6.5, 9) : new Goal(11, 15);
                                default -> null;
                            };
                    case NORMAL ->
                            dtype == DType.F32
                                    ? (one ? new Goal(3.4, 4) : new Goal(6.5, 7.5))
                                    : null;
                    case TRUNCATED_NORMAL -> one ? new Goal(6, 10) : new Goal(11, 18);
                });
    }

    /// Of a 2048 × 2048 matrix.
    static Goal orthogonal(Threads threads) {
        return threads == Threads.ONE ? new Goal(0.9, 1.0) : new Goal(1.0, 1.15);
    }

    /// Such as `goal`, `floor` or `**below**`.
    String verdict(double ratio) {
        return ratio >= goal ? "goal" : ratio >= floor ? "floor" : "**below**";
    }

    /// The same where less is better.
    String verdictAtMost(double ratio) {
        return ratio <= goal ? "goal" : ratio <= floor ? "floor" : "**above**";
    }
}
