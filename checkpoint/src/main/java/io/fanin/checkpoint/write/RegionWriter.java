package io.fanin.checkpoint.write;

import io.fanin.checkpoint.file.PartFile;
import io.fanin.checkpoint.numpy.Crc32;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Writes the regions of one file: each thread takes the next stretches of tensors, makes them
/// piece by piece in memory of its own and writes the pieces to their place. What is written does
/// not depend on how many there are.
///
/// Positioned writes from small buffers keep memory small; a mapping is no faster (its page faults
/// cost what the copies of `write` do), and all of it would count as the process's memory.
final class RegionWriter {
    /// Bytes of one write: few enough that they are still in the processor's cache.
    private static final int PIECE = 1 << 20;

    /// Bytes that a thread takes at once, of one tensor or several: finding the first one's place
    /// in the stream takes as long as drawing some megabytes.
    private static final long LEAST_SHARE = 4 << 20;

    private static final long MOST_SHARE = 64 << 20;

    /// Shares of each thread, so that all end at about the same time.
    private static final int SHARES = 8;

    private final FileChannel channel;
    private final List<FileImage.Region> regions;
    private final boolean checksums;
    private final @Nullable ForkJoinPool pool;
    private final Meter meter;
    private final int helpers;
    private final long share;
    private final List<Sum> sums = new ArrayList<>();
    private int region = -1;
    private long position;
    private Iterator<Stretch> stretches = List.<Stretch>of().iterator();
    private volatile @Nullable Throwable failure;

    /// The checksum of a stretch.
    private record Sum(int region, long position, long bytes, int crc) {}

    /// A stretch and its place.
    private record Task(int region, long position, Stretch stretch) {}

    RegionWriter(FileChannel channel, FileImage image, @Nullable ForkJoinPool pool, Meter meter) {
        this.channel = channel;
        this.regions = image.regions();
        this.checksums = image.checksums();
        this.pool = pool;
        this.meter = meter;
        this.helpers = pool == null ? 0 : helpers(pool);
        this.share = Math.clamp(image.size() / (SHARES * (helpers + 1L)), LEAST_SHARE, MOST_SHARE);
    }

    /// Threads beside the caller's: the common pool leaves a processor to it; of another pool it
    /// stands for one thread.
    private static int helpers(ForkJoinPool pool) {
        return pool.equals(ForkJoinPool.commonPool())
                ? pool.getParallelism()
                : pool.getParallelism() - 1;
    }

    /// Writes all regions.
    ///
    /// @return the CRC-32 of each region, nothing if they were not asked for
    int[] run() throws IOException {
        List<ForkJoinTask<?>> others = new ArrayList<>();
        for (int i = 0; i < helpers && pool != null; i++) {
            others.add(pool.submit(() -> work(null)));
        }
        work(pool);
        others.forEach(this::await);
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new AssertionError(e);
        }
        return joined();
    }

    /// Waits for a thread; an interrupt makes all stop.
    private void await(ForkJoinTask<?> task) {
        try {
            task.get();
        } catch (InterruptedException e) {
            failure = new InterruptedIOException("its thread was interrupted");
            Thread.currentThread().interrupt();
            task.quietlyJoin();
        } catch (ExecutionException e) {
            throw new AssertionError("a thread keeps its failure to itself", e);
        }
    }

    /// @param threads that may help with what can't be made in part
    private void work(@Nullable ForkJoinPool threads) {
        try (Arena arena = Arena.ofConfined()) {
            Workspace workspace = new Workspace(arena.allocate(PIECE, 64), threads);
            for (List<Task> tasks = next(); !tasks.isEmpty(); tasks = next()) {
                for (Task task : tasks) {
                    write(task, workspace);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            if (failure == null) {
                failure = e;
            }
        }
    }

    /// The next stretches, of a share's size together; none if all are taken, or the work has
    /// failed.
    private synchronized List<Task> next() {
        List<Task> tasks = new ArrayList<>();
        long bytes = 0;
        while (failure == null && bytes < share && hasNext()) {
            Stretch stretch = stretches.next();
            tasks.add(new Task(region, position, stretch));
            position += stretch.bytes();
            bytes += stretch.bytes();
        }
        return tasks;
    }

    private boolean hasNext() {
        while (!stretches.hasNext() && region + 1 < regions.size()) {
            region++;
            position = regions.get(region).position();
            stretches = regions.get(region).tensor().source().stretches(share).iterator();
        }
        return stretches.hasNext();
    }

    private void write(Task task, Workspace workspace) throws IOException {
        Output output = new Output(task.position);
        task.stretch.make(workspace, output);
        if (checksums) {
            synchronized (sums) {
                sums.add(
                        new Sum(
                                task.region,
                                task.position,
                                task.stretch.bytes(),
                                (int) output.crc.getValue()));
            }
        }
    }

    /// Writes the pieces of a stretch one behind the other.
    private final class Output implements Stretch.Out {
        private final CRC32 crc = new CRC32();
        private long at;

        Output(long position) {
            this.at = position;
        }

        @Override
        public void write(MemorySegment piece) throws IOException {
            for (long from = 0; from < piece.byteSize(); from += PIECE) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("its thread was interrupted");
                }
                if (failure != null) {
                    throw new InterruptedIOException("another thread failed");
                }
                ByteBuffer bytes =
                        piece.asSlice(from, Math.min(PIECE, piece.byteSize() - from))
                                .asByteBuffer();
                if (checksums) {
                    crc.update(bytes);
                    bytes.rewind();
                }
                PartFile.write(channel, at, bytes);
                at += bytes.limit();
                meter.add(bytes.limit());
            }
        }
    }

    private int[] joined() {
        int[] crcs = new int[checksums ? regions.size() : 0];
        sums.stream()
                .sorted(Comparator.comparingLong(Sum::position))
                .forEach(
                        sum -> crcs[sum.region] = Crc32.join(crcs[sum.region], sum.crc, sum.bytes));
        return crcs;
    }
}
