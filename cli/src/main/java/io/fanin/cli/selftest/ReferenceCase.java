package io.fanin.cli.selftest;

import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/// One case of a reference file: what to do after seeding, and what the real PyTorch then held.
///
/// @param steps `torch.nn.init` calls on one generator; empty for a module
/// @param module a constructor call as Python text; empty for `torch.nn.init` calls
/// @param tensors what was drawn, by step number or parameter name
/// @param next the bits of the float32 that `uniform_()` draws next, in hexadecimal
record ReferenceCase(
        String id,
        long seed,
        List<Step> steps,
        String module,
        SequencedMap<String, Expected> tensors,
        String next) {

    /// One call of a `torch.nn.init` function on a new tensor of zeros, or on a view of it.
    record Step(
            String function,
            Map<String, Object> arguments,
            Shape shape,
            String dtype,
            Function<Tensor, Tensor> view) {}

    /// What a tensor holds.
    ///
    /// @param sha256 over its little-endian bytes, row-major
    /// @param bits of all its values, or of the first and last eight, in hexadecimal
    record Expected(Shape shape, String sha256, List<String> bits) {}
}
