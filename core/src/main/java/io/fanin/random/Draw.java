package io.fanin.random;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.internal.kernel.NormalBlocks;
import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// How one law is drawn into one contiguous tensor, any part of it.
interface Draw {
    /// Writes the tensor's elements `from` (included) to `to` (excluded), counted row-major.
    ///
    /// @param words stand at the tensor's first word or between that and the first word of this
    ///   part
    /// @param out contiguous memory, which receives the part from byte `at` on
    void part(Mt19937 words, long from, long to, MemorySegment out, long at);

    /// Values that make a second thread worth its start.
    long worthAThread();

    /// @param start number of the tensor's first word
    /// @return empty if the law is not drawn value by value: then a part needs the whole
    static Optional<Draw> of(TorchVersion version, Law law, Shape shape, DType dtype, long start) {
        return switch (law) {
            case Constant constant -> Optional.of(PatternDraw.constant(dtype, constant));
            case Eye _ -> Optional.of(PatternDraw.eye(dtype, shape));
            case Dirac dirac -> Optional.of(PatternDraw.dirac(dtype, shape, dirac));
            case Uniform(double lower, double upper) ->
                    Optional.of(UniformDraw.of(start, dtype, lower, upper));
            case TruncatedNormal truncated ->
                    Optional.of(TruncatedNormalDraw.of(start, dtype, truncated));
            case Normal(double mean, double std) -> normal(version, mean, std, shape, dtype, start);
            case Sparse(double _, double std) -> normal(version, 0, std, shape, dtype, start);
            case Orthogonal _ -> Optional.empty();
        };
    }

    private static Optional<Draw> normal(
            TorchVersion version, double mean, double std, Shape shape, DType dtype, long start) {
        if (shape.count() < NormalBlocks.SIZE) {
            return Optional.empty();
        }
        NormalBlocks blocks = NormalBlocks.of(dtype, mean, std, version != TorchVersion.V1_13);
        return Optional.of(new NormalDraw(start, dtype, shape.count(), blocks));
    }
}
