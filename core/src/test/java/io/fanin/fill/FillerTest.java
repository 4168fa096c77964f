package io.fanin.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.init.Initializers;
import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchGenerator;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FillerTest {
    private static final int CUTTINGS = 1000;
    private static final List<DType> FLOATING =
            List.of(DType.F32, DType.F64, DType.F16, DType.BF16);

    static IntStream cuttings() {
        return IntStream.range(0, CUTTINGS);
    }

    @ParameterizedTest(name = "cutting {0}")
    @MethodSource("cuttings")
    void theSlicesOfAnyCuttingGiveTheWholesBytes(int cutting) {
        SplittableRandom random = new SplittableRandom(cutting);
        DType dtype = FLOATING.get(random.nextInt(FLOATING.size()));
        Law law = law(random, dtype);
        Shape shape = shape(random, law);
        TorchVersion version =
                random.nextInt(4) == 0 && law instanceof Normal
                        ? TorchVersion.V1_13
                        : TorchVersion.V2_10;
        long seed = random.nextLong();
        Position start = start(random, version, seed);

        TorchCpu sampler = new TorchCpu(version, seed);
        Filler filler = Filler.of(sampler).on(null);
        Tensor whole = Tensor.zeros(dtype, shape);
        Position after = filler.fill(law, Slice.all(shape), whole, start);
        assertThat(after).isEqualTo(sampler.after(law, shape, dtype, start));

        Tensor together = Tensor.zeros(dtype, shape);
        for (Slice slice : cut(random, shape)) {
            Tensor part = target(random, dtype, slice);
            filler.fill(law, slice, part, start);
            slice.runs(
                    0,
                    slice.shape().count(),
                    (from, to, at) -> {
                        for (long i = from; i < to; i++) {
                            together.setBits(i, part.bits(at + i - from));
                        }
                    });
        }
        assertThat(together.segment().mismatch(whole.segment()))
                .as("cutting %d: %s, %s %s", cutting, law, dtype.torchName(), shape)
                .isEqualTo(-1);
    }

    /// Somewhere in the stream, at times with a normal that waits.
    private static Position start(SplittableRandom random, TorchVersion version, long seed) {
        TorchGenerator generator = TorchGenerator.seed(version, seed);
        generator.fill(
                Tensor.zeros(DType.F32, Shape.of(random.nextInt(16))), Initializers.normal());
        generator.fill(
                Tensor.zeros(DType.F32, Shape.of(random.nextInt(2000))), Initializers.uniform());
        return generator.position();
    }

    private static Law law(SplittableRandom random, DType dtype) {
        boolean single = dtype == DType.F32 || dtype == DType.F64;
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Uniform(-0.3, 0.7);
            case 2, 3, 4 -> new Normal(0.1, 0.5);
            case 5 -> new TruncatedNormal(0, 0.5, -1, 1.5);
            case 6 -> new Sparse(random.nextDouble(), 0.1);
            case 7 -> single ? new Orthogonal(1.5) : new Normal(0, 1);
            case 8 -> random.nextBoolean() ? new Eye() : new Constant(0.3);
            default -> new Dirac(2);
        };
    }

    private static Shape shape(SplittableRandom random, Law law) {
        return switch (law) {
            case Dirac _ ->
                    Shape.of(
                            2 * random.nextLong(1, 6),
                            random.nextInt(1, 5),
                            random.nextInt(1, 4),
                            random.nextInt(1, 4));
            case Sparse _, Eye _ -> Shape.of(random.nextInt(1, 40), random.nextInt(1, 40));
            case Orthogonal _ ->
                    Shape.of(random.nextInt(1, 20), random.nextInt(1, 20), random.nextInt(1, 3));
            default ->
                    random.nextInt(3) == 0
                            ? Shape.of(random.nextInt(40))
                            : Shape.of(
                                    random.nextInt(1, 60),
                                    random.nextInt(1, 60),
                                    random.nextInt(1, 3));
        };
    }

    private static List<Slice> cut(SplittableRandom random, Shape shape) {
        List<Slice> slices = new ArrayList<>();
        int pieces = random.nextInt(1, 9);
        int dim = random.nextInt(shape.rank());
        switch (random.nextInt(3)) {
            case 0 ->
                    IntStream.range(0, pieces)
                            .forEach(i -> slices.add(Slice.shard(shape, dim, i, pieces)));
            case 1 -> {
                long from = 0;
                while (from < shape.count()) {
                    long to = Math.min(shape.count(), from + random.nextLong(1, shape.count() + 1));
                    slices.add(Slice.flat(shape, from, to));
                    from = to;
                }
            }
            default -> {
                long middle = random.nextLong(shape.dim(dim) + 1);
                for (Slice half :
                        List.of(
                                Slice.along(shape, dim, 0, middle),
                                Slice.along(shape, dim, middle, shape.dim(dim)))) {
                    slices.add(half);
                }
            }
        }
        return slices;
    }

    /// Contiguous memory, or now and then memory with gaps.
    private static Tensor target(SplittableRandom random, DType dtype, Slice slice) {
        if (random.nextInt(4) != 0 || slice.shape().rank() != 1) {
            return Tensor.zeros(dtype, slice.shape());
        }
        return Tensor.zeros(dtype, Shape.of(slice.shape().count(), 3)).select(1, 1);
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        Shape shape = Shape.of(1000, 12_345);
        for (DType dtype : FLOATING) {
            for (Law law : List.of(new Uniform(-1, 1), new Normal(0, 1))) {
                Tensor alone = Tensor.zeros(dtype, shape);
                TorchGenerator.seed(9).on(null).fill(alone, law);
                for (int threads : new int[] {1, 2, 3, 7}) {
                    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                        Tensor together = Tensor.zeros(dtype, shape);
                        TorchGenerator generator = TorchGenerator.seed(9).on(pool);
                        generator.fill(together, law);
                        assertThat(together.segment().mismatch(alone.segment()))
                                .as("%s, %s, %d threads", law, dtype, threads)
                                .isEqualTo(-1);
                        assertThat(generator.position())
                                .isEqualTo(
                                        new TorchCpu(TorchVersion.V2_10, 9)
                                                .after(law, shape, dtype, Position.START));
                    }
                }
            }
        }
    }

    @Test
    void aTargetOfAnotherShapeIsRefused() {
        Filler filler = Filler.of(new TorchCpu(TorchVersion.V2_10, 1));
        Slice rows = Slice.rows(Shape.of(8, 4), 2, 5);
        Tensor target = Tensor.zeros(DType.F32, Shape.of(4, 4));
        assertThatThrownBy(() -> filler.fill(Initializers.normal(), rows, target, Position.START))
                .hasMessage("target must have the slice's shape [3, 4]; got [4, 4]");
        assertThat(target.get(0)).isZero();
    }

    @Test
    void theFansAreThoseOfTheWhole() {
        Shape whole = Shape.of(64, 100);
        Tensor part = Tensor.zeros(DType.F32, Shape.of(64, 25));
        Filler.of(new TorchCpu(TorchVersion.V2_10, 1))
                .fill(
                        Initializers.xavierUniform(),
                        Slice.columns(whole, 25, 50),
                        part,
                        Position.START);
        double bound = Initializers.xavierUniform().bound(whole);
        for (long i = 0; i < part.shape().count(); i++) {
            assertThat(Math.abs(part.get(i))).isLessThanOrEqualTo((float) bound);
        }
    }
}
