package io.fanin.plan;

import io.fanin.random.TorchVersion;
import java.util.List;
import java.util.OptionalLong;

/// What every tensor of a checkpoint is to hold, and where in the stream of random words each fill
/// begins: a model, a recipe and a PyTorch version made concrete. With a seed it says every bit.
///
/// @param model the model's name, such as `resnet18`
/// @param recipe the recipe's name
/// @param version whose bits
/// @param seed empty if whoever runs the plan says it
/// @param tensors in the order of `state_dict`
/// @param steps in the order in which they are drawn
public record Plan(
        String model,
        String recipe,
        TorchVersion version,
        OptionalLong seed,
        List<PlannedTensor> tensors,
        List<Step> steps) {}
