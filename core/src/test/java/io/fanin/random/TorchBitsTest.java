package io.fanin.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.init.TorchInit;
import io.fanin.law.Initializer;
import io.fanin.law.Uniform;
import io.fanin.reference.Expected;
import io.fanin.reference.ReferenceJson;
import io.fanin.reference.ReferenceTensor;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs of `torch.nn.init` calls, run by PyTorch 1.13.1 (`reference/make_programs.py`,
/// `make_reference.py`).
class TorchBitsTest {
    static Stream<Arguments> programs() {
        return Stream.of("torch-1.13.1-cpu.json", "program-cases.json")
                .flatMap(file -> ReferenceJson.file(file).get("cases").items().stream())
                .filter(c -> !c.get("op").text().equals("module"))
                .map(c -> Arguments.of(c.get("id").text(), c));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void everyTensorAndTheNextDrawArePyTorchs(String id, ReferenceJson c) {
        TorchGenerator generator = TorchGenerator.seed(TorchVersion.V1_13, c.get("seed").integer());
        List<ReferenceJson> steps = c.has("steps") ? c.get("steps").items() : List.of(c);
        for (int i = 0; i < steps.size(); i++) {
            ReferenceJson step = steps.get(i);
            Tensor base = Tensor.zeros(dtype(step), Shape.of(step.get("shape").integers()));
            generator.fill(view(step, base), initializer(step));
            Expected expected = Expected.of(c.get("tensors").get(Integer.toString(i)));
            if (step.get("op").text().equals("orthogonal")) {
                expected.assertClose(base, 1e-5);
            } else {
                expected.assertBits(base);
            }
        }
        Tensor next = generator.fill(Tensor.zeros(DType.F32, Shape.of(1)), new Uniform(0, 1));
        assertThat(Long.toHexString(next.bits(0))).isEqualTo(c.get("next").text());
    }

    static Stream<Arguments> contiguous() {
        return programs()
                .filter(arguments -> {
                    ReferenceJson c = (ReferenceJson) arguments.get()[1];
                    return !c.has("steps")
                            || c.get("steps").items().stream()
                                    .noneMatch(
                                            step -> step.has("transposed") || step.has("sliced"));
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contiguous")
    void samplerPredictsEveryPosition(String id, ReferenceJson c) {
        long seed = c.get("seed").integer();
        TorchGenerator generator = TorchGenerator.seed(TorchVersion.V1_13, seed);
        TorchCpu sampler = new TorchCpu(TorchVersion.V1_13, seed);
        Position position = Position.START;
        for (ReferenceJson step : c.has("steps") ? c.get("steps").items() : List.of(c)) {
            Shape shape = Shape.of(step.get("shape").integers());
            Tensor drawn = generator.fill(Tensor.zeros(dtype(step), shape), initializer(step));
            Tensor alone = Tensor.zeros(dtype(step), shape);
            sampler.draw(initializer(step).law(shape), alone, position);
            assertThat(alone.segment().mismatch(drawn.segment())).isEqualTo(-1);
            position = sampler.after(initializer(step).law(shape), shape, dtype(step), position);
            assertThat(position).isEqualTo(generator.position());
        }
    }

    static Stream<Arguments> refused() {
        return ReferenceJson.file("program-cases.json").get("refused").items().stream()
                .map(c -> Arguments.of(c.toString(), c));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesWhatPyTorchRefuses(String id, ReferenceJson c) {
        TorchGenerator generator = TorchGenerator.seed(TorchVersion.V1_13, 0);
        Tensor tensor = Tensor.zeros(dtype(c), Shape.of(c.get("shape").integers()));
        if (c.get("op").text().equals("eye") && dtype(c) == DType.BF16) {
            assertThat(generator.fill(tensor, initializer(c)).get(0))
                    .isEqualTo(1); // harmless: it draws nothing
            return;
        }
        if (c.get("error").text().equals("ZeroDivisionError") && tensor.shape().count() == 0) {
            generator.fill(
                    tensor, initializer(c)); // an empty weight draws nothing, whatever its fans
            return;
        }
        assertThatThrownBy(() -> generator.fill(tensor, initializer(c)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(generator.position()).isEqualTo(Position.START);
    }

    private static DType dtype(ReferenceJson step) {
        return step.has("dtype") ? ReferenceTensor.dtype(step.get("dtype").text()) : DType.F32;
    }

    private static Tensor view(ReferenceJson step, Tensor base) {
        if (step.has("transposed")) {
            return base.transpose(0, 1);
        }
        return step.has("sliced") ? base.narrow(1, 0, step.get("columns").integer()) : base;
    }

    private static Initializer initializer(ReferenceJson step) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (step.has("args")) {
            step.get("args")
                    .members()
                    .forEach((name, value) -> arguments.put(name, argument(value)));
        }
        return TorchInit.call(step.get("op").text(), arguments);
    }

    private static Object argument(ReferenceJson value) {
        return switch (value.toString()) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            default -> value.value();
        };
    }
}
