package io.fanin.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SliceTest {
    private static List<Long> numbers(Slice slice) {
        List<Long> numbers = new ArrayList<>();
        slice.runs(
                0,
                slice.shape().count(),
                (from, to, at) -> {
                    assertThat(at).isEqualTo(numbers.size());
                    LongStream.range(from, to).forEach(numbers::add);
                });
        return numbers;
    }

    @Test
    void columnsAreStretchesOfEachRow() {
        Slice slice = Slice.columns(Shape.of(3, 4), 1, 3);
        assertThat(slice.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(numbers(slice)).containsExactly(1L, 2L, 5L, 6L, 9L, 10L);
    }

    @Test
    void rowsAreOneStretch() {
        List<long[]> runs = new ArrayList<>();
        Slice.rows(Shape.of(5, 4, 3), 1, 3)
                .runs(0, 24, (from, to, at) -> runs.add(new long[] {from, to, at}));
        assertThat(runs).containsExactly(new long[] {12, 36, 0});
    }

    @Test
    void shardsAreSizedAsTorchChunkSizesThem() {
        Shape shape = Shape.of(10, 2);
        assertThat(
                        LongStream.range(0, 4)
                                .map(i -> Slice.shard(shape, 0, (int) i, 4).shape().dim(0)))
                .containsExactly(3L, 3L, 3L, 1L);
        assertThat(
                        LongStream.range(0, 6)
                                .map(i -> Slice.shard(shape, 0, (int) i, 6).shape().dim(0)))
                .containsExactly(2L, 2L, 2L, 2L, 2L, 0L);
    }

    @Test
    void indicesAndRunsAgreeForRandomBoxesAndRanges() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 500; round++) {
            long[] dims = new long[random.nextInt(1, 4)];
            long[] offsets = new long[dims.length];
            long[] sizes = new long[dims.length];
            for (int i = 0; i < dims.length; i++) {
                dims[i] = random.nextLong(1, 6);
                offsets[i] = random.nextLong(dims[i] + 1);
                sizes[i] = random.nextLong(dims[i] - offsets[i] + 1);
            }
            Shape shape = Shape.of(dims);
            long from = random.nextLong(shape.count() + 1);
            Slice slice =
                    random.nextBoolean()
                            ? Slice.box(shape, offsets, sizes)
                            : Slice.flat(shape, from, random.nextLong(from, shape.count() + 1));
            List<Long> numbers = numbers(slice);
            for (long number = 0; number < shape.count(); number++) {
                assertThat(slice.indexOf(number)).isEqualTo(numbers.indexOf(number));
            }
            for (int dim = 0; dim < dims.length; dim++) {
                for (long index = 0; index < dims[dim]; index++) {
                    long wanted = index;
                    long stride = shape.contiguousStrides()[dim];
                    long size = dims[dim];
                    assertThat(slice.meets(dim, index))
                            .as("%s meets %d along %d", slice, index, dim)
                            .isEqualTo(numbers.stream().anyMatch(n -> n / stride % size == wanted));
                }
            }
        }
    }

    @Test
    void piecesOneAfterTheOtherAreThePart() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 500; round++) {
            long[] dims = random.longs(random.nextInt(4), 1, 6).toArray();
            long[] offsets = LongStream.of(dims).map(dim -> random.nextLong(dim + 1)).toArray();
            long[] sizes = new long[dims.length];
            for (int i = 0; i < dims.length; i++) {
                sizes[i] = random.nextLong(dims[i] - offsets[i] + 1);
            }
            Shape shape = Shape.of(dims);
            long from = random.nextLong(shape.count() + 1);
            Slice slice =
                    random.nextBoolean()
                            ? Slice.box(shape, offsets, sizes)
                            : Slice.flat(shape, from, random.nextLong(from, shape.count() + 1));
            long most = random.nextLong(1, 40);
            List<Slice> pieces = slice.pieces(most).toList();
            assertThat(pieces)
                    .allSatisfy(piece -> assertThat(piece.shape().count()).isBetween(1L, most));
            assertThat(pieces.stream().flatMap(piece -> numbers(piece).stream()))
                    .as("%s in pieces of %d", slice, most)
                    .isEqualTo(numbers(slice));
        }
    }

    @Test
    void piecesAreAsLargeAsCanBe() {
        assertThat(Slice.all(Shape.of(10, 10)).pieces(40).map(piece -> piece.shape().count()))
                .containsExactly(40L, 40L, 20L);
        assertThat(Slice.columns(Shape.of(10, 10), 2, 7).pieces(17).map(Slice::shape))
                .containsExactly(Shape.of(3, 5), Shape.of(3, 5), Shape.of(3, 5), Shape.of(1, 5));
        assertThat(Slice.columns(Shape.of(2, 10), 2, 7).pieces(3).map(Slice::shape))
                .containsExactly(Shape.of(1, 3), Shape.of(1, 2), Shape.of(1, 3), Shape.of(1, 2));
    }

    @Test
    void whatLiesOutsideIsRefused() {
        assertThatThrownBy(() -> Slice.rows(Shape.of(3, 4), 2, 5))
                .hasMessage("range [2, 5) lies outside dimension 0 of shape [3, 4]");
        assertThatThrownBy(() -> Slice.flat(Shape.of(3, 4), 2, 13))
                .hasMessage("range [2, 13) lies outside the 12 elements of shape [3, 4]");
        assertThatThrownBy(() -> Slice.shard(Shape.of(3), 0, 4, 4))
                .hasMessage("index must lie in [0, 4); got 4");
        assertThatThrownBy(() -> Slice.columns(Shape.of(3), 0, 1))
                .hasMessage("dim must lie in [0, 1) for shape [3]; got 1");
    }
}
