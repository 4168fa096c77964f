package io.fanin.benchmarks;

import io.fanin.init.Initializers;
import io.fanin.init.KaimingUniform;
import io.fanin.init.Nonlinearity;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.torch.TorchTensor;
import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A Kaiming fill of a layer as small as most: Fanin works out the law each time, libtorch gets the
/// bounds for nothing.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SmallFillBenchmark {
    @Param({"4", "8", "32"})
    public long rows;

    @Param("2")
    public long columns;

    @Param({"FANIN", "LIBTORCH"})
    public Engine engine = Engine.FANIN;

    private Fill fill;

    @Setup
    public void prepare() {
        fill = fill(engine, Libtorch.zeros(DType.F32, rows, columns), 1);
        fill.bind();
    }

    static Fill fill(Engine engine, Tensor tensor, long seed) {
        KaimingUniform kaiming = Initializers.kaimingUniform(Nonlinearity.RELU);
        if (engine == Engine.FANIN) {
            return new FaninFill(kaiming, TorchTensor.view(tensor), Threads.ALL, seed);
        }
        return Fill.of(
                engine,
                kaiming.law(Shape.of(tensor.size(0), tensor.size(1))),
                tensor,
                Threads.ONE,
                seed);
    }

    @Benchmark
    public void fill() {
        fill.run();
    }
}
