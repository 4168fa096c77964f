package io.fanin.checkpoint.write;

import io.fanin.law.Initializer;
import io.fanin.law.Law;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Region;
import io.fanin.plan.Step;
import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Plans made by hand, tensor by tensor.
final class Plans {
    private final TorchCpu sampler;
    private final List<PlannedTensor> tensors = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private Position position = Position.START;

    private Plans(long seed) {
        this.sampler = new TorchCpu(TorchVersion.V1_13, seed);
    }

    static Plans seed(long seed) {
        return new Plans(seed);
    }

    Plans add(String name, DType dtype, Initializer initializer, long... dims) {
        Shape shape = Shape.of(dims);
        Law law = initializer.law(shape);
        DType drawn = dtype.isFloatingPoint() && dtype.bytes() == 2 ? DType.F32 : dtype;
        Position after = sampler.after(law, shape, drawn, position);
        tensors.add(new PlannedTensor(name, name, "Linear", Optional.empty(), dtype, shape));
        steps.add(
                new Step(
                        "construction",
                        name,
                        new Region.Whole(),
                        law.toString(),
                        law,
                        drawn,
                        position,
                        after.words() - position.words(),
                        false));
        position = after;
        return this;
    }

    /// Another name of a tensor.
    Plans tie(String name, String storage) {
        PlannedTensor first =
                tensors.stream().filter(each -> each.name().equals(storage)).findFirst().get();
        tensors.add(
                new PlannedTensor(
                        name, storage, "Linear", Optional.empty(), first.dtype(), first.shape()));
        return this;
    }

    Plan plan() {
        return new Plan(
                "model",
                "recipe",
                sampler.version(),
                OptionalLong.of(sampler.seed()),
                List.copyOf(tensors),
                List.copyOf(steps));
    }
}
