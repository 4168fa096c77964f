package io.fanin.check.rule;

import io.fanin.check.report.Recognition;
import io.fanin.check.scan.Moments;
import io.fanin.law.Law;
import io.fanin.model.Role;
import io.fanin.model.inference.LayerGuess;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.Optional;
import java.util.OptionalInt;

/// What is kept of each tensor until its whole file is read: a few numbers, however large it is.
///
/// @param moments of the finite values
/// @param strange how many values are NaN or infinite
/// @param hash of the bytes
/// @param opening its first values
/// @param emptyRow the row that is 0 throughout, if there is exactly one
public record Digest(
        String name,
        String storage,
        DType dtype,
        Shape shape,
        LayerGuess guess,
        Recognition recognition,
        Moments moments,
        double min,
        double max,
        long zeros,
        long strange,
        long hash,
        Opening opening,
        OptionalInt emptyRow) {
    /// What it does in its layer; empty for buffers and where no layer is known.
    public Optional<Role> role() {
        return guess.role();
    }

    public boolean is(Role role) {
        return guess.role().filter(role::equals).isPresent();
    }

    /// Whether it shares the memory of a tensor before it.
    public boolean isTied() {
        return !storage.equals(name);
    }

    /// The law of what the constructor of its layer leaves in it; empty if none is known.
    public Optional<Law> construction() {
        try {
            return guess.construction().map(each -> each.law(shape));
        } catch (IllegalArgumentException _) {
            // A guess of a layer need not fit the shape.
            return Optional.empty();
        }
    }
}
