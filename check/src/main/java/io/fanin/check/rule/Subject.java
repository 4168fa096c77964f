package io.fanin.check.rule;

import io.fanin.check.report.Recognition;
import io.fanin.check.scan.Figures;
import io.fanin.model.Role;
import io.fanin.model.inference.LayerGuess;
import io.fanin.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A tensor as the rules see it while its file is read.
///
/// @param storage the first tensor's name that shares its memory; its own if none does
/// @param guess what layer holds it
public record Subject(
        String name,
        String storage,
        Tensor tensor,
        LayerGuess guess,
        Figures figures,
        Recognition recognition) {

    /// What it does in its layer; empty for buffers and where no layer is known.
    public Optional<Role> role() {
        return guess.role();
    }

    public boolean is(Role role) {
        return guess.role().filter(role::equals).isPresent();
    }

    /// What is kept of it for the rules of whole files.
    public Digest digest() {
        return new Digest(
                name,
                storage,
                figures.dtype(),
                figures.shape(),
                guess,
                recognition,
                figures.moments(),
                figures.min(),
                figures.max(),
                figures.zeros(),
                figures.nan() + figures.infinite(),
                figures.hash(),
                Opening.of(tensor),
                emptyRow());
    }

    private OptionalInt emptyRow() {
        return figures.rows()
                .map(rows -> {
                    int[] empty =
                            IntStream.range(0, rows.rows())
                                    .filter(row -> rows.zeros(row) == rows.columns())
                                    .limit(2)
                                    .toArray();
                    return empty.length == 1 ? OptionalInt.of(empty[0]) : OptionalInt.empty();
                })
                .orElse(OptionalInt.empty());
    }
}
