package io.fanin.tensor;

import io.fanin.internal.require.Require;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/// A view of memory as an array of numbers: a heap array, off-heap memory, a mapped file or
/// libtorch's own. It holds a reference to the memory and copies nothing. Values are little-endian;
/// alignment is not required.
///
/// The view is immutable, the memory is not. A tensor is as thread-safe as its memory.
public final class Tensor {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment segment;
    private final DType dtype;
    private final Shape shape;
    private final long[] strides;
    private final boolean contiguous;

    private Tensor(MemorySegment segment, DType dtype, Shape shape, long[] strides) {
        this.segment = segment;
        this.dtype = dtype;
        this.shape = shape;
        this.strides = strides;
        this.contiguous = contiguous(shape, strides);
    }

    /// A new contiguous tensor of zeros in off-heap memory, freed once nothing refers to it.
    public static Tensor zeros(DType dtype, Shape shape) {
        long bytes =
                bytes(Require.present("dtype", dtype), Require.present("shape", shape).count());
        return new Tensor(
                Arena.ofAuto().allocate(bytes, 64), dtype, shape, shape.contiguousStrides());
    }

    /// A contiguous, row-major view of the start of `segment`.
    ///
    /// @throws IllegalArgumentException if the segment is too small
    public static Tensor of(MemorySegment segment, DType dtype, Shape shape) {
        return of(segment, dtype, shape, Require.present("shape", shape).contiguousStrides());
    }

    /// A strided view: element `[i, j, …]` lies at `i · strides[0] + j · strides[1] + …` elements.
    ///
    /// @throws IllegalArgumentException if a stride is negative, the strides do not match the
    ///   shape's rank, or the segment is too small
    public static Tensor of(MemorySegment segment, DType dtype, Shape shape, long... strides) {
        Require.present("segment", segment);
        Require.present("dtype", dtype);
        Require.present("shape", shape);
        long[] own = Require.present("strides", strides).clone();
        if (own.length != shape.rank()) {
            throw new IllegalArgumentException(
                    "strides "
                            + Arrays.toString(own)
                            + " must have one entry for each"
                            + " dimension of shape "
                            + shape);
        }
        for (long stride : own) {
            Require.atLeast("stride", 0, stride);
        }
        long needed = bytes(dtype, extent(shape, own));
        if (segment.byteSize() < needed) {
            throw new IllegalArgumentException(
                    "segment of "
                            + segment.byteSize()
                            + " bytes is too small: shape "
                            + shape
                            + " of "
                            + dtype.torchName()
                            + " with strides "
                            + Arrays.toString(own)
                            + " needs "
                            + needed);
        }
        return new Tensor(segment, dtype, shape, own);
    }

    /// A float32 view of the given array, contiguous, row-major.
    public static Tensor of(float[] values, long... dims) {
        return of(
                MemorySegment.ofArray(Require.present("values", values)),
                DType.F32,
                Shape.of(dims));
    }

    /// A float64 view of the given array, contiguous, row-major.
    public static Tensor of(double[] values, long... dims) {
        return of(
                MemorySegment.ofArray(Require.present("values", values)),
                DType.F64,
                Shape.of(dims));
    }

    private static long bytes(DType dtype, long elements) {
        if (elements > Long.MAX_VALUE / dtype.bytes()) {
            throw new IllegalArgumentException(
                    elements
                            + " elements of "
                            + dtype.torchName()
                            + " take more than 2^63 - 1 bytes");
        }
        return elements * dtype.bytes();
    }

    /// Elements from the first to the last one of the view, both included.
    private static long extent(Shape shape, long[] strides) {
        if (shape.count() == 0) {
            return 0;
        }
        long last = 0;
        for (int i = 0; i < strides.length; i++) {
            long steps = shape.dim(i) - 1;
            if (steps > 0 && strides[i] > (Long.MAX_VALUE - 1 - last) / steps) {
                throw new IllegalArgumentException(
                        "strides "
                                + Arrays.toString(strides)
                                + " of shape "
                                + shape
                                + " reach past 2^63 - 1 elements");
            }
            last += steps * strides[i];
        }
        return last + 1;
    }

    private static boolean contiguous(Shape shape, long[] strides) {
        long expected = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            if (shape.dim(i) != 1 && strides[i] != expected && shape.count() != 0) {
                return false;
            }
            expected *= shape.dim(i);
        }
        return true;
    }

    /// The memory, starting at the first element.
    public MemorySegment segment() {
        return segment;
    }

    public DType dtype() {
        return dtype;
    }

    public Shape shape() {
        return shape;
    }

    /// The distance, in elements, between neighbours along each dimension.
    public long[] strides() {
        return strides.clone();
    }

    /// Whether the elements lie row-major without gaps, as `torch.Tensor.is_contiguous` defines it.
    public boolean isContiguous() {
        return contiguous;
    }

    /// The same memory with dimensions `a` and `b` exchanged.
    public Tensor transpose(int a, int b) {
        shape.dim(a);
        shape.dim(b);
        int[] order = IntStream.range(0, shape.rank()).toArray();
        order[a] = b;
        order[b] = a;
        return permute(order);
    }

    /// The same memory with its dimensions in the given order.
    public Tensor permute(int... order) {
        if (!Arrays.equals(
                Arrays.stream(order).sorted().toArray(),
                IntStream.range(0, shape.rank()).toArray())) {
            throw new IllegalArgumentException(
                    "order "
                            + Arrays.toString(order)
                            + " must name each dimension of shape "
                            + shape
                            + " once");
        }
        long[] dims = Arrays.stream(order).mapToLong(shape::dim).toArray();
        long[] moved = Arrays.stream(order).mapToLong(i -> strides[i]).toArray();
        return new Tensor(segment, dtype, Shape.of(dims), moved);
    }

    /// The part with index `from` (included) to `from + length` (excluded) of dimension `dim`.
    public Tensor narrow(int dim, long from, long length) {
        if (from < 0 || length < 0 || from > shape.dim(dim) - length) {
            throw new IllegalArgumentException(
                    "range ["
                            + from
                            + ", "
                            + (from + length)
                            + ") lies outside dimension "
                            + dim
                            + " of shape "
                            + shape);
        }
        long[] dims = shape.toArray();
        dims[dim] = length;
        return new Tensor(
                at(length == 0 ? 0 : from * strides[dim]), dtype, Shape.of(dims), strides);
    }

    /// The part with index `index` of dimension `dim`, which falls away.
    public Tensor select(int dim, long index) {
        if (index < 0 || index >= shape.dim(dim)) {
            throw new IllegalArgumentException(
                    "index " + index + " lies outside dimension " + dim + " of shape " + shape);
        }
        int[] kept = IntStream.range(0, shape.rank()).filter(i -> i != dim).toArray();
        return new Tensor(
                at(index * strides[dim]),
                dtype,
                Shape.of(Arrays.stream(kept).mapToLong(shape::dim).toArray()),
                Arrays.stream(kept).mapToLong(i -> strides[i]).toArray());
    }

    private MemorySegment at(long element) {
        return shape.count() == 0 ? segment : segment.asSlice(element * dtype.bytes());
    }

    /// The same elements with the dimensions ordered by falling stride, so that row-major order is
    /// the order in memory: the order in which PyTorch fills a tensor that is not contiguous.
    public Tensor inMemoryOrder() {
        if (contiguous) {
            return this;
        }
        int[] order =
                IntStream.range(0, shape.rank())
                        .filter(i -> shape.dim(i) != 1)
                        .boxed()
                        .sorted((a, b) -> Long.compare(strides[b], strides[a]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        return new Tensor(
                segment,
                dtype,
                Shape.of(Arrays.stream(order).mapToLong(shape::dim).toArray()),
                Arrays.stream(order).mapToLong(i -> strides[i]).toArray());
    }

    /// Where the element with the given row-major number lies, in elements from the start of the
    /// segment.
    public long offset(long number) {
        if (contiguous) {
            return number;
        }
        long offset = 0;
        long rest = number;
        for (int i = strides.length - 1; i >= 0; i--) {
            offset += rest % shape.dim(i) * strides[i];
            rest /= shape.dim(i);
        }
        return offset;
    }

    /// The element with the given row-major number; an int64 beyond 2⁵³ is rounded.
    public double get(long number) {
        long at = offset(number) * dtype.bytes();
        return switch (dtype) {
            case F32 -> segment.get(FLOAT, at);
            case F64 -> segment.get(DOUBLE, at);
            case F16 -> Float.float16ToFloat(segment.get(SHORT, at));
            case BF16 -> BFloat16.toFloat(segment.get(SHORT, at));
            case I64 -> segment.get(LONG, at);
        };
    }

    /// Sets the element with the given row-major number, rounded as [DType#round] says.
    public void set(long number, double value) {
        long at = offset(number) * dtype.bytes();
        switch (dtype) {
            case F32 -> segment.set(FLOAT, at, (float) value);
            case F64 -> segment.set(DOUBLE, at, value);
            case F16 -> segment.set(SHORT, at, Float.floatToFloat16((float) value));
            case BF16 -> segment.set(SHORT, at, BFloat16.of((float) value));
            case I64 -> segment.set(LONG, at, (long) value);
        }
    }

    /// Sets every element to that of `source` at the same place, rounded as [DType#round] says.
    ///
    /// @throws IllegalArgumentException if the shapes differ
    public void copy(Tensor source) {
        if (!shape.equals(source.shape)) {
            throw new IllegalArgumentException(
                    "can't copy a tensor of shape " + source.shape + " into one of " + shape);
        }
        if (dtype == source.dtype && contiguous && source.contiguous) {
            long bytes = shape.count() * dtype.bytes();
            MemorySegment.copy(source.segment, 0, segment, 0, bytes);
            return;
        }
        if (contiguous
                && source.contiguous
                && dtype.isFloatingPoint()
                && source.dtype.isFloatingPoint()) {
            Cast.values(source.segment, source.dtype, segment, dtype, shape.count());
            return;
        }
        for (long i = 0; i < shape.count(); i++) {
            set(i, source.get(i));
        }
    }

    /// The bits of the element with the given row-major number, in the low end of the result.
    public long bits(long number) {
        long at = offset(number) * dtype.bytes();
        return switch (dtype.bytes()) {
            case 2 -> Short.toUnsignedLong(segment.get(SHORT, at));
            case 4 -> Integer.toUnsignedLong(Float.floatToRawIntBits(segment.get(FLOAT, at)));
            default -> segment.get(LONG, at);
        };
    }

    /// Sets the bits of the element with the given row-major number from the low end of `bits`.
    public void setBits(long number, long bits) {
        long at = offset(number) * dtype.bytes();
        switch (dtype.bytes()) {
            case 2 -> segment.set(SHORT, at, (short) bits);
            case 4 -> segment.set(INT, at, (int) bits);
            default -> segment.set(LONG, at, bits);
        }
    }

    /// Checks that this tensor can be written now by this thread.
    ///
    /// @throws IllegalStateException if its memory is closed or belongs to another thread
    /// @throws UnsupportedOperationException if its memory is read-only
    public void requireWritable() {
        if (!segment.scope().isAlive()) {
            throw new IllegalStateException(
                    "tensor of shape "
                            + shape
                            + " can't be written: its memory is closed; keep its arena open until the fill has ended");
        }
        if (!segment.isAccessibleBy(Thread.currentThread())) {
            throw new IllegalStateException(
                    "tensor of shape "
                            + shape
                            + " can't be written: its memory is confined to another thread; use a shared or automatic arena");
        }
        if (segment.isReadOnly()) {
            throw new UnsupportedOperationException(
                    "tensor of shape "
                            + shape
                            + " can't be written: its memory is read-only; map or wrap it writable");
        }
    }

    /// As PyTorch prints a tensor of up to 1,000 elements, or a summary of a larger one:
    /// `tensor([[0.7613, 0.5820, 1.0290, 0.5916]])`.
    @Override
    public String toString() {
        return TensorFormat.format(this);
    }
}
