package io.fanin.benchmarks;

import io.fanin.fill.Filler;
import io.fanin.law.Law;
import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import io.fanin.torch.TorchTensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// An eighth of a float32 matrix of 64 Mi values beside the whole, drawn from a seed's start: each
/// time the stream is seeded and jumps to its place.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SliceBenchmark {
    static final long SIDE = 8192;
    static final long SEED = 1;
    private static final long SHARE = 8;

    /// Which of the eighths.
    private static final long INDEX = 5;

    /// What is drawn of the matrix.
    public enum Part {
        WHOLE,
        ROWS,
        FLAT,
        COLUMNS;

        /// The part of a square matrix.
        Slice of(long side) {
            Shape whole = Shape.of(side, side);
            long from = side / SHARE * INDEX;
            long to = side / SHARE * (INDEX + 1);
            return switch (this) {
                case WHOLE -> Slice.all(whole);
                case ROWS -> Slice.rows(whole, from, to);
                // Neither end meets a row's or a block's.
                case FLAT -> Slice.flat(whole, from * side + 5, to * side + 5);
                case COLUMNS -> Slice.columns(whole, from, to);
            };
        }
    }

    @Param({"UNIFORM", "NORMAL"})
    public FillLaw law = FillLaw.UNIFORM;

    @Param({"WHOLE", "ROWS", "FLAT", "COLUMNS"})
    public Part part = Part.WHOLE;

    @Param({"ONE", "ALL"})
    public Threads threads = Threads.ONE;

    private Law drawn;
    private Slice slice;
    private Tensor target;
    private Filler filler;

    @Setup
    public void prepare() {
        drawn = law.law();
        slice = part.of(SIDE);
        target = TorchTensor.view(Libtorch.zeros(DType.F32, slice.shape().toArray()));
        filler = filler(threads);
    }

    static Filler filler(Threads threads) {
        return Filler.of(new TorchCpu(TorchVersion.V2_10, SEED)).on(threads.pool());
    }

    @Benchmark
    public Position fill() {
        return filler.fill(drawn, slice, target, Position.START);
    }
}
