package io.fanin.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.linalg_qr;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.zeros;

import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.random.TorchGenerator;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random programs, drawn by Fanin and by libtorch 2.10 in the same process.
class LibtorchBitsTest {
    private static final int PROGRAMS = 1000;
    private static final int STEPS = 4;
    private static final List<DType> FLOATING =
            List.of(DType.F32, DType.F64, DType.F16, DType.BF16);

    private static final MethodHandle ERF = erf();

    @SuppressWarnings("restricted")
    private static MethodHandle erf() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("erf"),
                FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_DOUBLE));
    }

    @BeforeAll
    static void libtorchUsesItsVectorKernels() {
        // The default kernels round differently; no processor that Fanin is compared on needs them.
        assertThat(torch.get_cpu_capability().getString()).isIn("AVX2", "AVX512");
    }

    static IntStream seeds() {
        return IntStream.range(0, PROGRAMS);
    }

    @ParameterizedTest(name = "program {0}")
    @MethodSource("seeds")
    void aRandomProgramGivesLibtorchsBits(int program) {
        SplittableRandom random = new SplittableRandom(program);
        long seed = random.nextLong();
        TorchGenerator generator = TorchGenerator.seed(TorchVersion.V2_10, seed);
        manual_seed(seed);
        for (int step = 0; step < STEPS; step++) {
            DType dtype = FLOATING.get(random.nextInt(FLOATING.size()));
            Law law = law(random, dtype);
            long[] dims = dims(random, law);
            boolean transposed = dims.length > 1 && random.nextInt(4) == 0;
            var expected = zeros(dims, new TensorOptions(type(dtype)));
            Tensor actual = Tensor.zeros(dtype, Shape.of(dims));
            if (transposed) {
                expected = expected.transpose(0, 1);
                actual = actual.transpose(0, 1);
            }
            generator.fill(actual, law);
            draw(expected, law, dtype);
            assertEqual(
                    actual,
                    TorchTensor.view(expected),
                    law instanceof Orthogonal,
                    "program "
                            + program
                            + ", step "
                            + step
                            + ": "
                            + law
                            + ", "
                            + dtype.torchName()
                            + " "
                            + Arrays.toString(dims)
                            + (transposed ? ", transposed" : ""));
        }
        var next = zeros(new long[] {1});
        next.uniform_();
        assertThat(generator.fill(Tensor.zeros(DType.F32, Shape.of(1)), new Uniform(0, 1)).bits(0))
                .as("the next draw of program %d", program)
                .isEqualTo(TorchTensor.view(next).bits(0));
    }

    @Test
    void everyPairOfRadiusAndAngleOfAHalfPrecisionNormalIsLibtorchs() {
        for (DType dtype : new DType[] {DType.F16, DType.BF16}) {
            manual_seed(5);
            var expected = zeros(new long[] {1 << 20}, new TensorOptions(type(dtype)));
            expected.normal_();
            Tensor actual =
                    TorchGenerator.seed(5)
                            .fill(Tensor.zeros(dtype, Shape.of(1 << 20)), new Normal(0, 1));
            assertThat(actual.segment().mismatch(TorchTensor.view(expected).segment()))
                    .as(dtype.torchName())
                    .isEqualTo(-1);
        }
    }

    private static Law law(SplittableRandom random, DType dtype) {
        double mean = random.nextInt(3) == 0 ? 0 : random.nextDouble(-2, 2);
        double std = random.nextInt(3) == 0 ? 1 : random.nextDouble(0.001, 3);
        boolean single = dtype == DType.F32 || dtype == DType.F64;
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> new Uniform(mean - std, mean + std);
            case 3, 4, 5, 6 -> new Normal(mean, std);
            case 7, 8 -> {
                double lower = mean - std * random.nextDouble(0.1, 3);
                yield new TruncatedNormal(mean, std, lower, mean + std * random.nextDouble(0.1, 3));
            }
            case 9 -> single ? new Orthogonal(random.nextDouble(0.5, 2)) : new Constant(mean);
            case 10 -> new Sparse(random.nextDouble(), std);
            default -> random.nextBoolean() ? new Eye() : new Normal(mean, 0);
        };
    }

    /// Sizes around 0, 16 and their multiples, where the algorithms change.
    private static long[] dims(SplittableRandom random, Law law) {
        int rank =
                law instanceof Sparse || law instanceof Eye
                        ? 2
                        : law instanceof Orthogonal ? random.nextInt(2, 4) : random.nextInt(1, 5);
        long[] dims = new long[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] =
                    random.nextInt(5) == 0 && !(law instanceof Orthogonal)
                            ? random.nextInt(3)
                            : random.nextInt(1, rank == 1 ? 200 : rank == 2 ? 40 : 8);
        }
        return dims;
    }

    private static void draw(org.bytedeco.pytorch.Tensor tensor, Law law, DType dtype) {
        switch (law) {
            case Constant(double value) -> tensor.fill_(new Scalar(value));
            case Uniform(double lower, double upper) ->
                    tensor.uniform_(lower, upper, new GeneratorOptional());
            case Normal(double mean, double std) ->
                    tensor.normal_(mean, std, new GeneratorOptional());
            case TruncatedNormal truncated -> truncated(tensor, truncated);
            case Orthogonal(double gain) -> orthogonal(tensor, gain, dtype);
            case Sparse sparse -> sparse(tensor, sparse);
            case Eye _ -> tensor.copy_(torch.eye(tensor.size(0), tensor.size(1)));
            case Dirac _ -> throw new AssertionError("libtorch has no dirac");
        }
    }

    /// As torch/nn/init.py composes it; Python's `math.erf` is the C library's.
    private static void truncated(org.bytedeco.pytorch.Tensor tensor, TruncatedNormal law) {
        double below = distribution((law.lower() - law.mean()) / law.std());
        double above = distribution((law.upper() - law.mean()) / law.std());
        tensor.uniform_(2 * below - 1, 2 * above - 1, new GeneratorOptional());
        tensor.erfinv_();
        tensor.mul_(new Scalar(law.std() * Math.sqrt(2)));
        tensor.add_(new Scalar(law.mean()));
        tensor.clamp_(
                new ScalarOptional(new Scalar(law.lower())),
                new ScalarOptional(new Scalar(law.upper())));
    }

    private static double distribution(double x) {
        try {
            return (1 + (double) ERF.invokeExact(x / Math.sqrt(2))) / 2;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void orthogonal(org.bytedeco.pytorch.Tensor tensor, double gain, DType dtype) {
        long rows = tensor.size(0);
        long columns = tensor.numel() / rows;
        var flat = torch.empty(new long[] {rows, columns}, new TensorOptions(type(dtype)), null);
        flat.normal_();
        var factors = linalg_qr(rows < columns ? flat.t() : flat);
        var q = factors.get0().mul(factors.get1().diagonal().sign());
        tensor.copy_((rows < columns ? q.t() : q).reshape(tensor.sizes()));
        tensor.mul_(new Scalar(gain));
    }

    private static void sparse(org.bytedeco.pytorch.Tensor tensor, Sparse law) {
        tensor.normal_(0, law.std(), new GeneratorOptional());
        for (long column = 0; column < tensor.size(1); column++) {
            var zeroed = torch.randperm(tensor.size(0));
            zeroed = zeroed.narrow(0, 0, law.zeros(tensor.size(0)));
            tensor.select(1, column).index_fill_(0, zeroed, new Scalar(0.0));
        }
    }

    private static ScalarType type(DType dtype) {
        return switch (dtype) {
            case F32 -> ScalarType.Float;
            case F64 -> ScalarType.Double;
            case F16 -> ScalarType.Half;
            case BF16 -> ScalarType.BFloat16;
            case I64 -> ScalarType.Long;
        };
    }

    private static void assertEqual(Tensor actual, Tensor expected, boolean close, String what) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (long i = 0; i < actual.shape().count(); i++) {
            if (close) {
                assertThat(actual.get(i))
                        .as("%s, element %d", what, i)
                        .isCloseTo(expected.get(i), within(2e-5));
            } else if (actual.bits(i) != expected.bits(i)) {
                assertThat(Long.toHexString(actual.bits(i)))
                        .as("%s, element %d: %s, %s", what, i, actual.get(i), expected.get(i))
                        .isEqualTo(Long.toHexString(expected.bits(i)));
            }
        }
    }
}
