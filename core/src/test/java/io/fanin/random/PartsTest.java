package io.fanin.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.law.Uniform;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class PartsTest {
    private static final long COUNT = 20 << 20;

    /// Fails at one element.
    private record Failing(long at) implements Draw {
        @Override
        public void part(Mt19937 words, long from, long to, MemorySegment out, long place) {
            if (from <= at && at < to) {
                throw new IllegalStateException("element " + at + " can't be drawn");
            }
        }

        @Override
        public long worthAThread() {
            return 1 << 20;
        }
    }

    @Test
    void aFailingPartEndsTheOthersAndTellsWhatIsWritten() {
        Tensor target = Tensor.zeros(DType.BF16, Shape.of(COUNT));
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            FillStoppedException stopped =
                    catchThrowableOfType(
                            FillStoppedException.class,
                            () ->
                                    Parts.draw(
                                            new Failing(3 << 20),
                                            Mt19937.seed(0),
                                            Slice.all(target.shape()),
                                            DType.BF16,
                                            target,
                                            pool));
            assertThat(stopped).hasCauseInstanceOf(IllegalStateException.class);
            assertThat(stopped.getMessage())
                    .startsWith(
                            "the fill stopped: of 20971520 elements those numbered [0, 3145728)")
                    .endsWith(" written; element 3145728 can't be drawn");
            assertThat(stopped.written()).hasSize(2);
            assertThat(stopped.written().getFirst())
                    .isEqualTo(new FillStoppedException.Written(0, 3 << 20));
        }
    }

    @Test
    void anInterruptEndsTheFillAndStaysSet() {
        Tensor target = Tensor.zeros(DType.BF16, Shape.of(COUNT));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> TorchGenerator.seed(0).on(null).fill(target, new Uniform(1, 2)))
                .isInstanceOf(FillStoppedException.class)
                .hasMessage(
                        "the fill stopped: of 20971520 elements none are written; the fill was cancelled by"
                                + " interrupting its thread");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(target.get(0)).isZero();
    }

    @Test
    void confinedMemoryIsFilledOnItsOwnThread() {
        try (Arena arena = Arena.ofConfined()) {
            Tensor confined = Tensor.of(arena.allocate(4 * COUNT), DType.F32, Shape.of(COUNT));
            Tensor shared = Tensor.zeros(DType.F32, Shape.of(COUNT));
            TorchGenerator.seed(5).fill(confined, new Uniform(0, 1));
            TorchGenerator.seed(5).fill(shared, new Uniform(0, 1));
            assertThat(confined.segment().mismatch(shared.segment())).isEqualTo(-1);
        }
    }
}
