package io.fanin.random;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/// Draws a slice on several threads: each takes a stretch of it, and finds its own place in the
/// stream. What is drawn doesn't depend on how many there are.
final class Parts {
    /// Elements between two looks at whether to stop.
    private static final long STRIDE = 1 << 20;

    /// Elements that go by way of scratch memory into a tensor that is not contiguous or of another
    /// dtype.
    private static final int SCRATCH = 4096;

    private final Draw draw;
    private final Slice slice;
    private final DType drawn;
    private final Tensor target;
    private final List<Part> parts = new ArrayList<>();
    private volatile @Nullable Throwable failure;

    private Parts(Draw draw, Slice slice, DType drawn, Tensor target) {
        this.draw = draw;
        this.slice = slice;
        this.drawn = drawn;
        this.target = target;
    }

    /// Draws a slice into a tensor of its shape.
    ///
    /// @param words stand at the whole's first word or before the slice's
    /// @param drawn the dtype drawn in; the target's may be another, to which the values are cast
    /// @param pool null for the caller's thread alone
    /// @return words that stand behind the slice's last one
    static Mt19937 draw(
            Draw draw,
            Mt19937 words,
            Slice slice,
            DType drawn,
            Tensor target,
            @Nullable ForkJoinPool pool) {
        long count = slice.shape().count();
        long threads =
                pool == null || isConfined(target)
                        ? 1
                        : Math.min(threads(pool), count / draw.worthAThread());
        if (threads <= 1 && count <= STRIDE) {
            write(draw, words, slice, drawn, 0, count, target);
            return words;
        }
        Parts parts = new Parts(draw, slice, drawn, target);
        long size = (count / Math.max(threads, 1) + 15) / 16 * 16;
        long from = 0;
        do {
            long to = parts.parts.size() + 1 >= threads ? count : from + size;
            parts.parts.add(parts.new Part(from == 0 ? words : words.copy(), from, to));
            from = to;
        } while (from < count);
        return parts.run(pool);
    }

    /// Whether the calling thread alone may write to the tensor.
    private static boolean isConfined(Tensor target) {
        return !target.segment().isAccessibleBy(Thread.ofVirtual().unstarted(() -> {}));
    }

    /// The common pool leaves a processor to the caller; of another pool the caller stands for one
    /// thread.
    static int threads(ForkJoinPool pool) {
        return pool.equals(ForkJoinPool.commonPool())
                ? pool.getParallelism() + 1
                : pool.getParallelism();
    }

    private Mt19937 run(@Nullable ForkJoinPool pool) {
        List<ForkJoinTask<?>> tasks = new ArrayList<>();
        if (pool != null) {
            parts.stream().skip(1).forEach(part -> tasks.add(pool.submit(part)));
        }
        parts.getFirst().run();
        tasks.forEach(this::await);
        Throwable cause = failure;
        if (cause != null) {
            throw new FillStoppedException(
                    parts.stream().map(Part::written).toList(), slice.shape().count(), cause);
        }
        return parts.getLast().words;
    }

    /// Waits for a part; an interrupt makes all parts stop.
    private void await(ForkJoinTask<?> task) {
        try {
            task.get();
        } catch (InterruptedException e) {
            failure = e;
            Thread.currentThread().interrupt();
            task.quietlyJoin();
        } catch (ExecutionException e) {
            throw new AssertionError("a part keeps its failure to itself", e);
        }
    }

    /// A stretch of the slice and how far it is.
    private final class Part implements Runnable {
        private final Mt19937 words;
        private final long from;
        private final long to;
        private volatile long done;

        Part(Mt19937 words, long from, long to) {
            this.words = words;
            this.from = from;
            this.to = to;
            this.done = from;
        }

        FillStoppedException.Written written() {
            return new FillStoppedException.Written(from, done);
        }

        @Override
        public void run() {
            try {
                while (done < to && failure == null) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException(
                                "the fill was cancelled by interrupting its thread");
                    }
                    long next = Math.min(done + STRIDE, to);
                    write(draw, words, slice, drawn, done, next, target);
                    done = next;
                }
            } catch (InterruptedException e) {
                failure = e;
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    /// Draws the slice's elements `from` to `to` on the caller's thread.
    static void write(
            Draw draw, Mt19937 words, Slice slice, DType drawn, long from, long to, Tensor target) {
        if (target.isContiguous() && target.dtype() == drawn) {
            slice.runs(
                    from,
                    to,
                    (first, last, at) ->
                            draw.part(words, first, last, target.segment(), at * drawn.bytes()));
            return;
        }
        MemorySegment scratch =
                MemorySegment.ofArray(new long[SCRATCH * drawn.bytes() / Long.BYTES]);
        Tensor values = Tensor.of(scratch, drawn, Shape.of(SCRATCH));
        slice.runs(
                from,
                to,
                (first, last, at) -> {
                    for (long done = first; done < last; done += SCRATCH) {
                        long end = Math.min(done + SCRATCH, last);
                        draw.part(words, done, end, scratch, 0);
                        copy(values, 0, target, at + done - first, end - done);
                    }
                });
    }

    /// Copies `count` elements of a contiguous tensor from number `from` on, cast to the target's
    /// dtype, to those of the target from number `at` on.
    static void copy(Tensor source, long from, Tensor target, long at, long count) {
        if (target.isContiguous()) {
            stretch(target, at, count).copy(stretch(source, from, count));
            return;
        }
        for (long i = 0; i < count; i++) {
            if (target.dtype() == source.dtype()) {
                target.setBits(at + i, source.bits(from + i));
            } else {
                target.set(at + i, source.get(from + i));
            }
        }
    }

    private static Tensor stretch(Tensor contiguous, long from, long count) {
        DType dtype = contiguous.dtype();
        return Tensor.of(
                contiguous.segment().asSlice(from * dtype.bytes(), count * dtype.bytes()),
                dtype,
                Shape.of(count));
    }
}
