package io.fanin.check.rule;

import io.fanin.check.report.Recognition;
import io.fanin.check.scan.Moments;
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
    public Optional<Role> role() {
        return guess.role();
    }
}
