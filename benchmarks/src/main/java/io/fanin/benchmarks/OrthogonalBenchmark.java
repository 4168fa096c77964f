package io.fanin.benchmarks;

import io.fanin.tensor.DType;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A square orthogonal matrix of float32.
///
/// libtorch's factorization is OpenBLAS's, whose threads `set_num_threads` doesn't bind:
/// OPENBLAS_NUM_THREADS has to say how many.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OrthogonalBenchmark {
    @Param({"512", "1024", "2048"})
    public long side;

    @Param({"FANIN", "LIBTORCH", "QR_ALONE"})
    public OrthogonalFill.Way way = OrthogonalFill.Way.FANIN;

    @Param({"ONE", "ALL"})
    public Threads threads = Threads.ONE;

    private Fill fill;

    @Setup
    public void prepare() {
        String bound = System.getenv("OPENBLAS_NUM_THREADS");
        if (!Integer.toString(threads.count()).equals(bound)) {
            throw new IllegalStateException(
                    "OPENBLAS_NUM_THREADS must be " + threads.count() + "; it is " + bound);
        }
        fill = OrthogonalFill.of(way, Libtorch.zeros(DType.F32, side, side), threads, 1);
    }

    @Setup(Level.Iteration)
    public void bind() {
        fill.bind();
    }

    @Benchmark
    public void fill() {
        fill.run();
    }
}
