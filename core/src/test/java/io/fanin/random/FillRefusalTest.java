package io.fanin.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.init.Initializers;
import io.fanin.init.Nonlinearity;
import io.fanin.law.Initializer;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A fill that can't be done writes no byte and draws no word.
class FillRefusalTest {
    private static final byte UNTOUCHED = 0x5a;
    private static final int BYTES = 512;

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(
                        Initializers.kaimingUniform(Nonlinearity.RELU),
                        DType.F32,
                        Shape.of(4),
                        "fan in and fan out need a shape of at least 2 dimensions; got [4]; a bias"
                                + " takes a constant or a uniform law of its own"),
                refusal(
                        Initializers.xavierNormal(),
                        DType.F32,
                        Shape.of(),
                        "fan in and fan out need a shape of at least 2 dimensions; got []; a bias"
                                + " takes a constant or a uniform law of its own"),
                refusal(
                        Initializers.eye(),
                        DType.F32,
                        Shape.of(2, 2, 2),
                        "eye needs a shape of exactly 2 dimensions; got [2, 2, 2]"),
                refusal(
                        Initializers.dirac(2),
                        DType.F32,
                        Shape.of(3, 2, 3),
                        "dirac needs a size 0 divisible by groups = 2; got shape [3, 2, 3]"),
                refusal(
                        Initializers.orthogonal(),
                        DType.F32,
                        Shape.of(5),
                        "orthogonal needs a shape of at least 2 dimensions; got [5]"),
                refusal(
                        Initializers.sparse(0.5),
                        DType.F32,
                        Shape.of(5),
                        "sparse needs a shape of exactly 2 dimensions; got [5]"),
                refusal(
                        Initializers.uniform(-70_000, 0),
                        DType.F16,
                        Shape.of(4),
                        "lower must lie within ±65504.0 for float16; got -70000.0"),
                refusal(
                        Initializers.uniform(0, 70_000),
                        DType.F16,
                        Shape.of(4),
                        "upper must lie within ±65504.0 for float16; got 70000.0"),
                refusal(
                        Initializers.uniform(-40_000, 40_000),
                        DType.F16,
                        Shape.of(4),
                        "upper - lower must lie within ±65504.0 for float16; got 80000.0"),
                refusal(
                        Initializers.uniform(0, 1e39),
                        DType.F32,
                        Shape.of(4),
                        "upper must lie within ±3.4028234663852886E38 for float32; got 1.0E39"),
                refusal(
                        Initializers.uniform(-1e308, 1e308),
                        DType.F64,
                        Shape.of(4),
                        "upper - lower must lie within ±1.7976931348623157E308 for float64; got"
                                + " Infinity"),
                refusal(
                        Initializers.uniform(),
                        DType.I64,
                        Shape.of(4),
                        "U(0, 1) needs a floating-point dtype; got int64"),
                refusal(
                        Initializers.normal(),
                        DType.I64,
                        Shape.of(4),
                        "N(0, 1²) needs a floating-point dtype; got int64"),
                refusal(
                        Initializers.truncNormal(),
                        DType.I64,
                        Shape.of(4),
                        "N(0, 1²) on [-2, 2] needs a floating-point dtype; got int64"),
                refusal(
                        Initializers.orthogonal(),
                        DType.F16,
                        Shape.of(4, 2),
                        "orthogonal needs float32 or float64; got float16; draw in float32 and cast"),
                refusal(
                        Initializers.orthogonal(),
                        DType.BF16,
                        Shape.of(4, 2),
                        "orthogonal needs float32 or float64; got bfloat16; draw in float32 and cast"),
                refusal(
                        Initializers.constant(70_000),
                        DType.F16,
                        Shape.of(4),
                        "value 70000.0 can't be held in float16"),
                refusal(
                        Initializers.constant(1e39),
                        DType.BF16,
                        Shape.of(4),
                        "value 1.0E39 can't be held in bfloat16"),
                refusal(
                        Initializers.constant(0.5),
                        DType.I64,
                        Shape.of(4),
                        "value 0.5 can't be held in int64"),
                refusal(
                        Initializers.constant(Double.NaN),
                        DType.I64,
                        Shape.of(4),
                        "value NaN can't be held in int64"),
                refusal(
                        Initializers.constant(0x1p63),
                        DType.I64,
                        Shape.of(4),
                        "value 9.223372036854776E18 can't be held in int64"));
    }

    private static Arguments refusal(
            Initializer initializer, DType dtype, Shape shape, String message) {
        return Arguments.of(initializer, dtype, shape, message);
    }

    @ParameterizedTest(name = "{0} in {1} of {2}")
    @MethodSource("refusals")
    void aLawThatCantBeDrawnThereIsRefused(
            Initializer initializer, DType dtype, Shape shape, String message) {
        for (TorchVersion version : TorchVersion.values()) {
            assertRefused(version, initializer, dtype, shape, message);
        }
    }

    @Test
    void float16HasNoTruncatedNormalInPyTorch1_13() {
        assertRefused(
                TorchVersion.V1_13,
                Initializers.truncNormal(),
                DType.F16,
                Shape.of(20),
                "PyTorch 1.13 has no float16 truncated normal; draw in float32 and cast, or use 2.10");
        TorchGenerator.seed(TorchVersion.V2_10, 5)
                .fill(Tensor.zeros(DType.F16, Shape.of(20)), Initializers.truncNormal());
    }

    private static void assertRefused(
            TorchVersion version,
            Initializer initializer,
            DType dtype,
            Shape shape,
            String message) {
        byte[] memory = new byte[BYTES];
        Arrays.fill(memory, UNTOUCHED);
        Tensor tensor = Tensor.of(MemorySegment.ofArray(memory), dtype, shape);
        TorchGenerator generator = used(version);
        byte[] state = generator.state();
        assertThatThrownBy(() -> generator.fill(tensor, initializer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(memory).containsOnly(UNTOUCHED);
        assertThat(generator.state()).isEqualTo(state);
        assertThat(generator.position()).isEqualTo(used(version).position());
    }

    /// A generator in whose state everything counts: words drawn and a normal that waits.
    private static TorchGenerator used(TorchVersion version) {
        TorchGenerator generator = TorchGenerator.seed(version, 5);
        generator.fill(Tensor.zeros(DType.F32, Shape.of(3)), Initializers.normal());
        return generator;
    }

    private static void assertUnwritable(
            Tensor tensor, Class<? extends Exception> type, String message) {
        for (Initializer each :
                new Initializer[] {
                    Initializers.zeros(), Initializers.uniform(), Initializers.normal()
                }) {
            TorchGenerator generator = used(TorchVersion.V2_10);
            byte[] state = generator.state();
            assertThatThrownBy(() -> generator.fill(tensor, each))
                    .isInstanceOf(type)
                    .hasMessage(message);
            assertThat(generator.state()).isEqualTo(state);
        }
    }

    @Test
    void closedMemoryIsRefused() {
        Tensor tensor;
        try (Arena arena = Arena.ofConfined()) {
            tensor = Tensor.of(arena.allocate(80, 4), DType.F32, Shape.of(20));
        }
        assertUnwritable(
                tensor,
                IllegalStateException.class,
                "tensor of shape [20] can't be written: its memory is closed; keep its arena open until"
                        + " the fill has ended");
    }

    @Test
    void readOnlyMemoryIsRefused() {
        byte[] memory = new byte[80];
        Arrays.fill(memory, UNTOUCHED);
        assertUnwritable(
                Tensor.of(MemorySegment.ofArray(memory).asReadOnly(), DType.F32, Shape.of(20)),
                UnsupportedOperationException.class,
                "tensor of shape [20] can't be written: its memory is read-only; map or wrap it"
                        + " writable");
        assertThat(memory).containsOnly(UNTOUCHED);
    }

    @Test
    void memoryConfinedToAnotherThreadIsRefused() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(80, 4).fill(UNTOUCHED);
            Tensor tensor = Tensor.of(segment, DType.F32, Shape.of(20));
            CompletableFuture.runAsync(() ->
                            assertUnwritable(
                                    tensor,
                                    IllegalStateException.class,
                                    "tensor of shape [20] can't be written: its memory is confined to"
                                            + " another thread; use a shared or automatic arena"))
                    .join();
            assertThat(segment.toArray(ValueLayout.JAVA_BYTE)).containsOnly(UNTOUCHED);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tested
    void anInitializerWithoutALawIsRefused() {
        byte[] memory = new byte[BYTES];
        Tensor tensor = Tensor.of(MemorySegment.ofArray(memory), DType.F32, Shape.of(4));
        assertThatThrownBy(() -> TorchGenerator.seed(0).fill(tensor, shape -> null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("law must not be null");
    }
}
