package io.fanin.cli.selftest;

import io.fanin.cli.selftest.ReferenceCase.Expected;
import io.fanin.cli.selftest.ReferenceCase.Step;
import io.fanin.init.TorchInit;
import io.fanin.law.Uniform;
import io.fanin.model.Weights;
import io.fanin.model.python.PythonConstructor;
import io.fanin.random.TorchGenerator;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.BFloat16;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;

/// Draws what reference cases drew and compares: to the bit, but for `orthogonal`, whose bits
/// depend on the linear algebra library.
final class Replay {
    /// How far an orthogonal value may be from PyTorch's.
    static final double ORTHOGONAL_TOLERANCE = 1e-5;

    /// How many values of a large tensor a file keeps, half of them from each end.
    static final int KEPT = 16;

    private final TorchVersion version;
    private OptionalDouble orthogonalDistance = OptionalDouble.empty();

    Replay(TorchVersion version) {
        this.version = version;
    }

    /// The greatest distance of an orthogonal value from PyTorch's so far; empty if there was none.
    OptionalDouble orthogonalDistance() {
        return orthogonalDistance;
    }

    /// @return what differs; empty if nothing does
    Optional<String> failure(ReferenceCase reference) {
        TorchGenerator generator = TorchGenerator.seed(version, reference.seed());
        SequencedMap<String, Tensor> drawn;
        try {
            drawn =
                    reference.module().isEmpty()
                            ? runSteps(reference, generator)
                            : Weights.construct(
                                            PythonConstructor.parse(reference.module()), generator)
                                    .namedParameters();
        } catch (IllegalArgumentException e) {
            return Optional.of("refused: " + e.getMessage());
        }
        Set<String> names = reference.tensors().keySet();
        if (!drawn.keySet().equals(names)) {
            return Optional.of("tensors " + drawn.keySet() + " instead of " + names);
        }
        for (String name : reference.tensors().sequencedKeySet()) {
            Expected expected = expected(reference, name);
            Tensor tensor = tensor(drawn, name);
            if (!tensor.shape().equals(expected.shape())) {
                return Optional.of(
                        "tensor "
                                + name
                                + ": shape "
                                + tensor.shape()
                                + " instead of "
                                + expected.shape());
            }
            Optional<String> difference =
                    isOrthogonal(reference, name)
                            ? distance(tensor, expected)
                            : difference(tensor, expected);
            if (difference.isPresent()) {
                return Optional.of("tensor " + name + ": " + difference.get());
            }
        }
        Tensor next = generator.fill(Tensor.zeros(DType.F32, Shape.of(1)), new Uniform(0, 1));
        String bits = hex(next, 0);
        return bits.equals(reference.next())
                ? Optional.empty()
                : Optional.of("the next draw is 0x" + bits + " instead of 0x" + reference.next());
    }

    private static SequencedMap<String, Tensor> runSteps(
            ReferenceCase reference, TorchGenerator generator) {
        SequencedMap<String, Tensor> drawn = new LinkedHashMap<>();
        for (Step step : reference.steps()) {
            Tensor tensor = Tensor.zeros(dtype(step.dtype()), step.shape());
            generator.fill(
                    step.view().apply(tensor), TorchInit.call(step.function(), step.arguments()));
            drawn.put(Integer.toString(drawn.size()), tensor);
        }
        return drawn;
    }

    private static DType dtype(String name) {
        for (DType dtype : DType.values()) {
            if (dtype.name().toLowerCase(Locale.ROOT).equals(name)) {
                return dtype;
            }
        }
        throw new IllegalArgumentException(
                "dtype \"" + name + "\" is unknown; use f32, f64, f16 or bf16");
    }

    private static Expected expected(ReferenceCase reference, String name) {
        return Objects.requireNonNull(reference.tensors().get(name));
    }

    private static Tensor tensor(SequencedMap<String, Tensor> drawn, String name) {
        return Objects.requireNonNull(drawn.get(name));
    }

    private static boolean isOrthogonal(ReferenceCase reference, String name) {
        return reference.module().isEmpty()
                && reference.steps().get(Integer.parseInt(name)).function().equals("orthogonal");
    }

    private static Optional<String> difference(Tensor tensor, Expected expected) {
        if (sha256(tensor).equals(expected.sha256())) {
            return Optional.empty();
        }
        List<String> bits = expected.bits();
        for (int i = 0; i < bits.size(); i++) {
            long at = place(i, bits.size(), tensor);
            if (!hex(tensor, at).equals(bits.get(i))) {
                return Optional.of(
                        "value "
                                + at
                                + " is 0x"
                                + hex(tensor, at)
                                + " instead of 0x"
                                + bits.get(i));
            }
        }
        return Optional.of("the SHA-256 differs, though the values that the file keeps are equal");
    }

    private Optional<String> distance(Tensor tensor, Expected expected) {
        List<String> bits = expected.bits();
        for (int i = 0; i < bits.size(); i++) {
            long at = place(i, bits.size(), tensor);
            double distance = Math.abs(tensor.get(at) - value(tensor.dtype(), bits.get(i)));
            orthogonalDistance =
                    OptionalDouble.of(Math.max(orthogonalDistance.orElse(0), distance));
            if (!(distance <= ORTHOGONAL_TOLERANCE)) {
                return Optional.of(
                        "value "
                                + at
                                + " is 0x"
                                + hex(tensor, at)
                                + ", which is "
                                + distance
                                + " from 0x"
                                + bits.get(i));
            }
        }
        return Optional.empty();
    }

    private static double value(DType dtype, String bits) {
        long raw = Long.parseUnsignedLong(bits, 16);
        return switch (dtype) {
            case F32 -> Float.intBitsToFloat((int) raw);
            case F64 -> Double.longBitsToDouble(raw);
            case F16 -> Float.float16ToFloat((short) raw);
            case BF16 -> BFloat16.toFloat((short) raw);
            case I64 -> raw;
        };
    }

    private static long place(int kept, int size, Tensor tensor) {
        long count = tensor.shape().count();
        return size == count || kept < KEPT / 2 ? kept : count - KEPT + kept;
    }

    private static String hex(Tensor tensor, long at) {
        return HexFormat.of().toHexDigits(tensor.bits(at), 2 * tensor.dtype().bytes());
    }

    private static String sha256(Tensor tensor) {
        long bytes = tensor.shape().count() * tensor.dtype().bytes();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(
                            digest.digest(
                                    tensor.segment()
                                            .asSlice(0, bytes)
                                            .toArray(ValueLayout.JAVA_BYTE)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
