package io.fanin.benchmarks.run;

import io.fanin.benchmarks.Comparison;
import io.fanin.benchmarks.Engine;
import io.fanin.benchmarks.FillLaw;
import io.fanin.benchmarks.OrthogonalFill.Way;
import io.fanin.benchmarks.ScanBenchmark;
import io.fanin.benchmarks.SliceBenchmark.Part;
import io.fanin.benchmarks.Threads;
import io.fanin.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What is compared and timed.
///
/// @param quick without what says little more
/// @param size of the fills that the goals are about
record Suite(boolean quick, long size) {
    static final long SIZE = 64 << 20;
    static final long LARGEST_ORTHOGONAL = 2048;
    static final List<DType> DTYPES = List.of(DType.F32, DType.BF16, DType.F16);
    static final List<Long> SMALLER = List.of(16L, 1024L, 1L << 16, 1L << 20);
    static final List<Long> SMALL_ROWS = List.of(4L, 8L, 32L);
    static final long SIDE = 8192;

    /// Values whose comparison takes seconds.
    private static final long MANY = 1L << 28;

    private static final long MANY_TRUNCATED = 1L << 24;

    /// Fills of the size that the goals are about.
    List<Trial> fills() {
        List<Trial> trials = new ArrayList<>();
        for (Threads threads : Threads.values()) {
            for (DType dtype : DTYPES) {
                for (FillLaw law : FillLaw.values()) {
                    if (law.isTimedIn(dtype)
                            && !(quick && dtype != DType.F32 && law == FillLaw.NORMAL)) {
                        trials.add(Trial.fill(law, dtype, size, Engine.FANIN, threads));
                        trials.add(Trial.fill(law, dtype, size, Engine.LIBTORCH, threads));
                    }
                }
                if (dtype != DType.F16) {
                    trials.add(Trial.fill(FillLaw.UNIFORM, dtype, size, Engine.MEMORY, threads));
                }
            }
        }
        return trials;
    }

    /// Smaller fills, on one thread.
    List<Trial> smallerFills() {
        List<Trial> trials = new ArrayList<>();
        for (long smaller : quick ? List.of(1L << 20) : SMALLER) {
            for (DType dtype : smaller == 1 << 20 && !quick ? DTYPES : List.of(DType.F32)) {
                for (FillLaw law : FillLaw.values()) {
                    if (law.isTimedIn(dtype)) {
                        trials.add(Trial.fill(law, dtype, smaller, Engine.FANIN, Threads.ONE));
                        trials.add(Trial.fill(law, dtype, smaller, Engine.LIBTORCH, Threads.ONE));
                    }
                }
                if (dtype != DType.F16) {
                    trials.add(
                            Trial.fill(
                                    FillLaw.UNIFORM, dtype, smaller, Engine.MEMORY, Threads.ONE));
                }
            }
        }
        return trials;
    }

    List<Trial> small() {
        List<Trial> trials = new ArrayList<>();
        for (long rows : SMALL_ROWS) {
            trials.add(Trial.small(rows, Engine.FANIN));
            trials.add(Trial.small(rows, Engine.LIBTORCH));
        }
        return trials;
    }

    List<Trial> slices() {
        List<Trial> trials = new ArrayList<>();
        for (Threads threads : quick ? List.of(Threads.ONE) : List.of(Threads.values())) {
            for (FillLaw law : List.of(FillLaw.UNIFORM, FillLaw.NORMAL)) {
                for (Part part : Part.values()) {
                    trials.add(Trial.slice(law, part, threads));
                }
            }
        }
        return trials;
    }

    List<Trial> orthogonals() {
        List<Trial> trials = new ArrayList<>();
        for (long side : quick ? List.of(1024L) : List.of(512L, 1024L, LARGEST_ORTHOGONAL)) {
            for (Threads threads : Threads.values()) {
                for (Way way : Way.values()) {
                    trials.add(Trial.orthogonal(side, way, threads));
                }
            }
        }
        return trials;
    }

    List<Trial> scans() {
        List<Trial> trials = new ArrayList<>();
        for (DType dtype : quick ? List.of(DType.F32) : DTYPES) {
            trials.add(Trial.scan(dtype, ScanBenchmark.Way.COPY, Threads.ONE));
            trials.add(Trial.scan(dtype, ScanBenchmark.Way.READ, Threads.ONE));
            trials.add(Trial.scan(dtype, ScanBenchmark.Way.FANIN, Threads.ONE));
            trials.add(Trial.scan(dtype, ScanBenchmark.Way.FANIN, Threads.ALL));
        }
        return trials;
    }

    /// What is held against libtorch before anything is timed.
    List<Supplier<Comparison>> comparisons() {
        List<Supplier<Comparison>> all = new ArrayList<>();
        for (FillLaw law : FillLaw.values()) {
            for (DType dtype : DTYPES) {
                if (law.isTimedIn(dtype)) {
                    for (long smaller : SMALLER) {
                        all.add(() -> Comparison.fill(law, dtype, smaller, Threads.ONE));
                    }
                    all.add(() -> Comparison.fill(law, dtype, size, Threads.ALL));
                }
            }
        }
        all.add(() -> Comparison.fill(FillLaw.UNIFORM, DType.F32, MANY, Threads.ALL));
        all.add(() -> Comparison.fill(FillLaw.NORMAL, DType.F32, MANY, Threads.ALL));
        all.add(() ->
                Comparison.fill(FillLaw.TRUNCATED_NORMAL, DType.F32, MANY_TRUNCATED, Threads.ONE));
        all.add(() -> Comparison.wideTruncated(MANY_TRUNCATED, Threads.ONE));
        for (long rows : SMALL_ROWS) {
            all.add(() -> Comparison.small(rows, 2));
        }
        for (FillLaw law : List.of(FillLaw.UNIFORM, FillLaw.NORMAL)) {
            for (Part part : Part.values()) {
                all.add(() -> Comparison.slice(law, part, SIDE, Threads.ALL));
            }
        }
        all.add(() -> Comparison.orthogonal(1024, Threads.ALL));
        all.add(() -> Comparison.orthogonalOnAnyThreads(LARGEST_ORTHOGONAL));
        return all;
    }
}
