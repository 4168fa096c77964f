package io.fanin.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.tensor.Shape;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Which laws there are none of, and which shapes can't have a law.
class LawTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Arguments refusal(String message, ThrowingCallable make) {
        return Arguments.of(message, make);
    }

    static Stream<Arguments> parameters() {
        return Stream.of(
                refusal("lower must be finite; got NaN", () -> new Uniform(NAN, 1)),
                refusal("upper must be finite; got NaN", () -> new Uniform(0, NAN)),
                refusal("lower must be finite; got -Infinity", () -> new Uniform(-INFINITY, 1)),
                refusal("upper must be finite; got Infinity", () -> new Uniform(0, INFINITY)),
                refusal(
                        "lower must not exceed upper; got lower = 1.0, upper = -1.0",
                        () -> new Uniform(1, -1)),
                refusal("mean must be finite; got NaN", () -> new Normal(NAN, 1)),
                refusal("mean must be finite; got Infinity", () -> new Normal(INFINITY, 1)),
                refusal("std must be finite; got NaN", () -> new Normal(0, NAN)),
                refusal("std must be finite; got Infinity", () -> new Normal(0, INFINITY)),
                refusal("std must be at least 0; got -0.02", () -> new Normal(0, -0.02)),
                refusal("mean must be finite; got NaN", () -> new TruncatedNormal(NAN, 1, -2, 2)),
                refusal("std must be finite; got NaN", () -> new TruncatedNormal(0, NAN, -2, 2)),
                refusal(
                        "std must be greater than 0; got 0.0",
                        () -> new TruncatedNormal(0, 0, -2, 2)),
                refusal(
                        "std must be greater than 0; got -1.0",
                        () -> new TruncatedNormal(0, -1, -2, 2)),
                refusal("lower must be finite; got NaN", () -> new TruncatedNormal(0, 1, NAN, 2)),
                refusal(
                        "upper must be finite; got Infinity",
                        () -> new TruncatedNormal(0, 1, 0, INFINITY)),
                refusal(
                        "lower must not exceed upper; got lower = 2.0, upper = -2.0",
                        () -> new TruncatedNormal(0, 1, 2, -2)),
                refusal("gain must be finite; got NaN", () -> new Orthogonal(NAN)),
                refusal("gain must be finite; got Infinity", () -> new Orthogonal(INFINITY)),
                refusal("sparsity must lie in [0, 1]; got 1.2", () -> new Sparse(1.2, 0.01)),
                refusal("sparsity must lie in [0, 1]; got -0.1", () -> new Sparse(-0.1, 0.01)),
                refusal("sparsity must lie in [0, 1]; got NaN", () -> new Sparse(NAN, 0.01)),
                refusal("std must be at least 0; got -0.01", () -> new Sparse(0.1, -0.01)),
                refusal("std must be finite; got NaN", () -> new Sparse(0.1, NAN)),
                refusal("groups must be at least 1; got 0", () -> new Dirac(0)),
                refusal("groups must be at least 1; got -2", () -> new Dirac(-2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parameters")
    void aParameterOutOfItsRangeIsRefused(String message, ThrowingCallable make) {
        assertThatThrownBy(make).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                refusal(
                        "eye needs a shape of exactly 2 dimensions; got [3]",
                        () -> new Eye().law(Shape.of(3))),
                refusal(
                        "eye needs a shape of exactly 2 dimensions; got [3, 3, 3]",
                        () -> new Eye().law(Shape.of(3, 3, 3))),
                refusal(
                        "dirac needs a shape of 3 to 5 dimensions; got [4, 2]",
                        () -> new Dirac(1).law(Shape.of(4, 2))),
                refusal(
                        "dirac needs a shape of 3 to 5 dimensions; got [1, 1, 1, 1, 1, 1]",
                        () -> new Dirac(1).law(Shape.of(1, 1, 1, 1, 1, 1))),
                refusal(
                        "dirac needs a size 0 divisible by groups = 3; got shape [4, 2, 3]",
                        () -> new Dirac(3).law(Shape.of(4, 2, 3))),
                refusal(
                        "orthogonal needs a shape of at least 2 dimensions; got [3]",
                        () -> new Orthogonal(1).law(Shape.of(3))),
                refusal(
                        "orthogonal needs a shape of at least 2 dimensions; got []",
                        () -> new Orthogonal(1).law(Shape.of())),
                refusal(
                        "sparse needs a shape of exactly 2 dimensions; got [3]",
                        () -> new Sparse(0.5, 0.01).law(Shape.of(3))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void aShapeThatCantHaveTheLawIsRefused(String message, ThrowingCallable law) {
        assertThatThrownBy(law).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void equalBoundsAndZeroDeviationAreLaws() {
        assertThat(new Uniform(1, 1)).hasToString("U(1, 1)");
        assertThat(new Normal(1, 0)).hasToString("N(1, 0²)");
        assertThat(new TruncatedNormal(0, 1, 2, 2).upper()).isEqualTo(2);
    }

    @Test
    void aConstantMayBeWhatAFloatCanHold() {
        assertThat(new Constant(NAN)).hasToString("NaN");
        assertThat(new Constant(-INFINITY)).hasToString("-Infinity");
    }

    @Test
    void zerosOfASparseColumnAreRoundedUpAfterTheProductIsRounded() {
        assertThat(new Sparse(0.07, 0.01).zeros(100)).isEqualTo(8);
        assertThat(new Sparse(0.1, 0.01).zeros(10)).isEqualTo(1);
        assertThat(new Sparse(0, 0.01).zeros(10)).isZero();
        assertThat(new Sparse(1, 0.01).zeros(10)).isEqualTo(10);
    }
}
