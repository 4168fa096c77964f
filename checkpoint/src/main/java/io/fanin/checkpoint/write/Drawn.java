package io.fanin.checkpoint.write;

import io.fanin.fill.PlanFiller;
import io.fanin.tensor.DType;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A part of a tensor of a plan.
///
/// @param filler on the caller's thread alone
/// @param dtype as stored
/// @param whole whether any piece takes the work of the whole, so that none is made
record Drawn(PlanFiller filler, String name, DType dtype, Slice slice, boolean whole)
        implements Source {
    @Override
    public Stream<Piece> pieces(long most) {
        return slice.pieces(whole ? Long.MAX_VALUE : most / dtype.bytes()).map(Stretch::new);
    }

    private final class Stretch implements Piece {
        private final Slice slice;

        Stretch(Slice slice) {
            this.slice = slice;
        }

        @Override
        public long bytes() {
            return slice.shape().count() * dtype.bytes();
        }

        @Override
        public void read(MemorySegment target, @Nullable ForkJoinPool pool) {
            PlanFiller threads = pool == null ? filler : filler.on(pool);
            threads.fill(name, slice, Tensor.of(target, dtype, slice.shape()));
        }
    }
}
