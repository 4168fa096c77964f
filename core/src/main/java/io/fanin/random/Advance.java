package io.fanin.random;

import io.fanin.internal.kernel.NormalBlocks;
import io.fanin.internal.kernel.Words;
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

/// How far each law moves PyTorch's stream when it fills a contiguous tensor.
final class Advance {
    private Advance() {}

    static Position after(Law law, Shape shape, DType dtype, Position position) {
        return switch (law) {
            case Constant _, Eye _, Dirac _ -> position;
            case Uniform _, TruncatedNormal _ ->
                    forward(position, Math.multiplyExact(shape.count(), Words.perUniform(dtype)));
            case Normal _, Orthogonal _ -> afterNormal(shape.count(), dtype, position);
            case Sparse _ ->
                    forward(
                            afterNormal(shape.count(), dtype, position),
                            Math.multiplyExact(shape.dim(1), Math.max(shape.dim(0) - 1, 0)));
        };
    }

    private static Position forward(Position position, long words) {
        return new Position(Math.addExact(position.words(), words), position.waiting());
    }

    private static Position afterNormal(long count, DType dtype, Position position) {
        if (count >= NormalBlocks.SIZE) {
            return forward(position, NormalBlocks.wordsOf(dtype, count));
        }
        boolean waits = position.waiting() != Position.NONE;
        long drawn = waits && count > 0 ? count - 1 : count;
        if (drawn == count && waits) {
            return position;
        }
        long words = position.words() + (drawn + 1) / 2 * Position.WORDS_OF_PAIR;
        return new Position(words, drawn % 2 == 0 ? Position.NONE : words - Position.WORDS_OF_PAIR);
    }
}
