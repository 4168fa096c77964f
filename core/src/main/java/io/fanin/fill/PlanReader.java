package io.fanin.fill;

import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Step;
import io.fanin.random.Drawing;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads tensors of a plan piece by piece on one thread, with the bits that [PlanFiller] gives them
/// and memory for one piece. It goes on in the stream from where it stands: tensors and parts that
/// are read in the plan's order cost what lies between them little, and nothing finds its place
/// twice.
public final class PlanReader {
    private final PlanFiller filler;
    private final Map<Step, Optional<Drawing>> drawings = new HashMap<>();
    private String storage = "";
    private @Nullable Drawing last;

    PlanReader(PlanFiller filler) {
        this.filler = filler;
    }

    /// Reads a part of a tensor.
    ///
    /// @param name of a tensor of the plan
    /// @param slice a part of the whole tensor
    /// @param buffer contiguous, of the plan's stored dtype: takes each piece
    /// @param pieces hears of each, in order
    /// @throws IllegalArgumentException if the plan has no such tensor, or the slice or the buffer
    ///   doesn't fit it
    /// @throws E if `pieces` throws it; nothing follows
    public <E extends Exception> void read(
            String name, Slice slice, Tensor buffer, PieceListener<E> pieces) throws E {
        PlannedTensor tensor = filler.tensor(name);
        if (!tensor.storage().equals(storage)) {
            drawings.clear();
            storage = tensor.storage();
        }
        Iterator<Slice> parts = slice.pieces(buffer.shape().count()).iterator();
        while (parts.hasNext()) {
            Slice part = parts.next();
            Tensor target = Tensor.of(buffer.segment(), buffer.dtype(), part.shape());
            filler.fill(tensor, part, target, this::draw);
            pieces.accept(target);
        }
    }

    private void draw(Step step, Slice part, Tensor target) {
        Optional<Drawing> drawing =
                drawings.computeIfAbsent(step, each -> begin(each, part.whole()));
        if (drawing.isPresent()) {
            drawing.get().next(part, target);
            last = drawing.get();
        } else {
            filler.draw(step, part, target, null);
        }
    }

    private Optional<Drawing> begin(Step step, Shape whole) {
        return last == null
                ? filler.begin(step, whole)
                : last.then(step.law(), whole, step.drawn(), step.position());
    }
}
