package io.fanin.check.law;

import io.fanin.check.scan.Figures;
import io.fanin.law.Law;
import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.List;

/// Tests of laws that leave nothing to chance.
final class ExactTest {
    private static final long PIECE = 1 << 16;

    private ExactTest() {}

    static LawVerdict constant(double value, DType drawn, Figures figures) {
        double expected = figures.dtype().round(drawn.round(value));
        double off = figures.min() != expected ? figures.min() : figures.max();
        return verdict("value", expected, off);
    }

    /// A law whose values follow from their places.
    static LawVerdict pattern(Law law, TorchVersion version, DType drawn, Tensor tensor) {
        Shape shape = tensor.shape();
        TorchCpu sampler = new TorchCpu(version, 0);
        long rows = Math.max(1, PIECE * shape.dim(0) / shape.count());
        for (long from = 0; from < shape.dim(0); from += rows) {
            long to = Math.min(from + rows, shape.dim(0));
            Slice slice = Slice.rows(shape, from, to);
            Tensor expected = Tensor.zeros(tensor.dtype(), slice.shape());
            sampler.draw(law, slice, drawn, expected, Position.START, null);
            Tensor found = tensor.narrow(0, from, to - from);
            for (long i = 0; i < expected.shape().count(); i++) {
                if (expected.get(i) != found.get(i)) {
                    return verdict("value", expected.get(i), found.get(i));
                }
            }
        }
        return new LawVerdict(1, List.of(new Component("value", 0, 0, 1)));
    }

    private static LawVerdict verdict(String name, double expected, double found) {
        return LawVerdict.of(
                List.of(new Component(name, expected, found, found == expected ? 1 : 0)));
    }
}
