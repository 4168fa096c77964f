package io.fanin.checkpoint.write;

import io.fanin.checkpoint.numpy.Crc32;
import java.io.IOException;
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

/// Writes the regions of one file: each thread takes the next piece of a tensor, makes it in memory
/// of its own and writes it to its place. What is written does not depend on how many there are.
///
/// Positioned writes from small buffers keep memory small; a mapping is no faster (its page faults
/// cost what the copies of `write` do), and all of it would count as the process's memory.
final class PieceWriter {
    /// Bytes of a piece: large, since finding a piece's place in the stream costs as much as
    /// drawing a tenth of it; small, since each thread has a buffer of this size.
    private static final int PIECE = 4 << 20;

    /// Bytes of one write. File systems take longer ones less evenly.
    private static final int WRITE = 1 << 20;

    private final FileChannel channel;
    private final List<FileImage.Region> regions;
    private final boolean checksums;
    private final @Nullable ForkJoinPool pool;
    private final Meter meter;
    private final List<Sum> sums = new ArrayList<>();
    private int region = -1;
    private long position;
    private Iterator<Piece> pieces = List.<Piece>of().iterator();
    private volatile @Nullable Throwable failure;

    /// The checksum of a piece.
    private record Sum(int region, long position, long bytes, int crc) {}

    /// A piece and its place.
    private record Task(int region, long position, Piece piece) {}

    PieceWriter(FileChannel channel, FileImage image, @Nullable ForkJoinPool pool, Meter meter) {
        this.channel = channel;
        this.regions = image.regions();
        this.checksums = image.checksums();
        this.pool = pool;
        this.meter = meter;
    }

    /// Writes all regions.
    ///
    /// @return the CRC-32 of each region, nothing if they were not asked for
    int[] run() throws IOException, InterruptedException {
        List<ForkJoinTask<?>> others = new ArrayList<>();
        if (pool != null) {
            int helpers =
                    pool.equals(ForkJoinPool.commonPool())
                            ? pool.getParallelism()
                            : pool.getParallelism() - 1;
            for (int i = 0; i < helpers; i++) {
                others.add(pool.submit(() -> work(null)));
            }
        }
        work(pool);
        others.forEach(this::await);
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case InterruptedException e -> throw e;
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
            failure = e;
            task.quietlyJoin();
        } catch (ExecutionException e) {
            throw new AssertionError("a thread keeps its failure to itself", e);
        }
    }

    /// @param helpers threads that may help with a piece that is larger than a buffer
    private void work(@Nullable ForkJoinPool helpers) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(PIECE, Long.BYTES * 8);
            Task task = next();
            while (task != null && failure == null) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                long bytes = task.piece.bytes();
                if (bytes <= PIECE) {
                    write(task, buffer.asSlice(0, bytes), null);
                } else {
                    try (Arena large = Arena.ofShared()) {
                        write(task, large.allocate(bytes, Long.BYTES * 8), helpers);
                    }
                }
                task = next();
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            if (failure == null) {
                failure = e;
            }
        }
    }

    private synchronized @Nullable Task next() {
        while (!pieces.hasNext()) {
            region++;
            if (region >= regions.size()) {
                region = regions.size();
                return null;
            }
            position = regions.get(region).position();
            pieces = regions.get(region).tensor().source().pieces(PIECE).iterator();
        }
        Piece piece = pieces.next();
        Task task = new Task(region, position, piece);
        position += piece.bytes();
        return task;
    }

    private void write(Task task, MemorySegment bytes, @Nullable ForkJoinPool helpers)
            throws IOException {
        task.piece.read(bytes, helpers);
        CRC32 crc = new CRC32();
        for (long from = 0; from < bytes.byteSize(); from += WRITE) {
            ByteBuffer part =
                    bytes.asSlice(from, Math.min(WRITE, bytes.byteSize() - from)).asByteBuffer();
            if (checksums) {
                crc.update(part);
                part.rewind();
            }
            PartFile.write(channel, task.position + from, part);
        }
        if (checksums) {
            synchronized (sums) {
                sums.add(
                        new Sum(
                                task.region,
                                task.position,
                                bytes.byteSize(),
                                (int) crc.getValue()));
            }
        }
        meter.add(bytes.byteSize());
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
