package io.fanin.benchmarks;

import io.fanin.check.scan.Scan;
import io.fanin.fill.Filler;
import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A scan of a file of 64 Mi normal values, mapped anew each time, beside a plain read of it
/// through a buffer and a copy to another file, all from the page cache.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScanBenchmark {
    static final long SIDE = 8192;
    private static final int BUFFER = 1 << 20;

    /// What is done with the file.
    public enum Way {
        FANIN,
        READ,
        COPY
    }

    @Param({"F32", "BF16", "F16"})
    public DType dtype = DType.F32;

    @Param({"FANIN", "READ", "COPY"})
    public Way way = Way.FANIN;

    @Param({"ONE", "ALL"})
    public Threads threads = Threads.ONE;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private Path file;
    private Path copy;
    private ForkJoinPool pool;

    @Setup
    public void prepare() throws IOException {
        file = Files.createTempFile("fanin-scan", ".bin");
        copy = Files.createTempFile("fanin-copy", ".bin");
        pool = new ForkJoinPool(threads.count());
        Shape shape = Shape.of(SIDE, SIDE);
        try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofShared()) {
            long bytes = shape.count() * dtype.bytes();
            Tensor tensor =
                    Tensor.of(channel.map(MapMode.READ_WRITE, 0, bytes, arena), dtype, shape);
            Filler.of(new TorchCpu(TorchVersion.V2_10, 1))
                    .fill(FillLaw.NORMAL.law(), Slice.all(shape), tensor, Position.START);
        }
    }

    @TearDown
    public void remove() throws IOException {
        pool.close();
        Files.delete(file);
        Files.delete(copy);
    }

    @Benchmark
    public Object pass() throws IOException {
        return switch (way) {
            case FANIN -> scan();
            case READ -> read();
            case COPY -> Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        };
    }

    private Object scan() throws IOException {
        try (FileChannel channel = FileChannel.open(file);
                Arena arena = Arena.ofShared()) {
            Tensor tensor =
                    Tensor.of(
                            channel.map(MapMode.READ_ONLY, 0, channel.size(), arena),
                            dtype,
                            Shape.of(SIDE, SIDE));
            return pool.submit(() -> Scan.of(tensor)).join();
        }
    }

    private Object read() throws IOException {
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            for (int some = 0; some >= 0; some = channel.read(buffer.clear())) {
                bytes += some;
            }
        }
        return bytes;
    }
}
