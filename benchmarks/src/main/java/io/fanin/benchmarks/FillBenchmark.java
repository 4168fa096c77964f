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

/// One fill of a whole tensor, in memory that libtorch allocated.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FillBenchmark {
    @Param({"UNIFORM", "NORMAL", "TRUNCATED_NORMAL"})
    public FillLaw law = FillLaw.UNIFORM;

    @Param({"F32", "BF16", "F16"})
    public DType dtype = DType.F32;

    @Param({"16", "1024", "65536", "1048576", "67108864"})
    public long size;

    @Param({"FANIN", "LIBTORCH", "MEMORY"})
    public Engine engine = Engine.FANIN;

    @Param({"ONE", "ALL"})
    public Threads threads = Threads.ONE;

    private Fill fill;

    @Setup
    public void prepare() {
        fill = Fill.of(engine, law.law(), Libtorch.zeros(dtype, size), threads, 1);
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
