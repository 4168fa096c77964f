package io.fanin.checkpoint.document;

import io.fanin.law.Law;
import io.fanin.random.Position;
import io.fanin.random.Sampler;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.HashSet;
import java.util.Set;

/// Where the steps of a plan begin: each where the one before ended, but for copies, which begin
/// where their originals did and leave the stream where it stands.
final class StepChain {
    /// What a copy has in common with its original.
    private record Fill(Law law, Shape shape, DType dtype, Position start) {}

    private final Sampler sampler;
    private final Set<Fill> fills = new HashSet<>();
    private Position end = Position.START;

    StepChain(TorchVersion version) {
        // How far a law moves the stream is the same for every seed.
        sampler = new TorchCpu(version, 0);
    }

    /// Where the steps so far end.
    Position end() {
        return end;
    }

    /// Where the stream stands after a fill.
    ///
    /// @throws IllegalArgumentException if the law can't be drawn
    Position after(Law law, Shape shape, DType dtype, Position start) {
        try {
            return sampler.after(law, shape, dtype, start);
        } catch (ArithmeticException _) {
            throw new IllegalArgumentException("takes words beyond 2^63 - 1");
        }
    }

    /// Whether a step that begins there copies another.
    boolean isCopy(Position start) {
        return !start.equals(end);
    }

    /// Appends a step.
    ///
    /// @return the words by which it moves the stream
    /// @throws IllegalArgumentException if it can't begin there
    long add(Law law, Shape shape, DType dtype, Position start) {
        Fill fill = new Fill(law, shape, dtype, start);
        if (isCopy(start)) {
            if (!fills.contains(fill)) {
                throw new IllegalArgumentException(
                        "must be "
                                + print(end)
                                + ", where the step before ended, or where an earlier step of the"
                                + " same law, shape and dtype began that this one copies; got "
                                + print(start));
            }
            return 0;
        }
        fills.add(fill);
        end = after(law, shape, dtype, start);
        return end.words() - start.words();
    }

    private static String print(Position position) {
        return position.words()
                + (position.waiting() == Position.NONE
                        ? ""
                        : " (waiting " + position.waiting() + ")");
    }
}
