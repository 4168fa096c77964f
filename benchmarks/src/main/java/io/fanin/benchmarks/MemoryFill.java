package io.fanin.benchmarks;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/// Stores the same byte everywhere, as fast as the JDK can.
final class MemoryFill implements Fill {
    private static final byte VALUE = 0x3f;

    /// Bytes below which a second thread costs more than it brings.
    private static final long WORTH_A_THREAD = 1 << 20;

    private final List<MemorySegment> parts = new ArrayList<>();

    MemoryFill(MemorySegment segment, Threads threads) {
        long bytes = segment.byteSize();
        long count = Math.clamp(bytes / WORTH_A_THREAD, 1, threads.count());
        for (long i = 0; i < count; i++) {
            long from = bytes * i / count;
            parts.add(segment.asSlice(from, bytes * (i + 1) / count - from));
        }
    }

    @Override
    public void run() {
        if (parts.size() == 1) {
            parts.getFirst().fill(VALUE);
            return;
        }
        List<ForkJoinTask<?>> others = new ArrayList<>();
        for (MemorySegment part : parts.subList(1, parts.size())) {
            others.add(ForkJoinPool.commonPool().submit(() -> part.fill(VALUE)));
        }
        parts.getFirst().fill(VALUE);
        others.forEach(ForkJoinTask::join);
    }
}
