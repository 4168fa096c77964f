package io.fanin.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fanin.init.TorchInit;
import io.fanin.law.Constant;
import io.fanin.law.Initializer;
import io.fanin.law.Law;
import io.fanin.model.Role;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Region;
import io.fanin.plan.Step;
import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Plans of one tensor, filled whole and in parts.
class PlanFillerTest {
    private static final List<DType> FLOATING =
            List.of(DType.F32, DType.F64, DType.F16, DType.BF16);

    private static final List<String> SCHEMES =
            List.of(
                    "uniform(-0.1, 0.1)",
                    "normal(std=0.02)",
                    "trunc_normal(std=0.02)",
                    "constant(0.3)",
                    "sparse(0.3)",
                    "orthogonal",
                    "eye",
                    "dirac");

    /// One tensor filled as a whole, then some of its rows, then a part of those again.
    private static Plan plan(String scheme, DType stored, DType drawn, Shape shape, long start) {
        Initializer initializer = TorchInit.parse(scheme);
        TorchCpu sampler = new TorchCpu(TorchVersion.V2_10, 0);
        List<Region> regions =
                List.of(
                        new Region.Whole(),
                        new Region.Rows(2, shape.dim(0) - 1),
                        new Region.Rows(3, 5));
        List<Step> steps = new ArrayList<>();
        Position position = new Position(start, start > 4 ? start - 4 : Position.NONE);
        for (Region region : regions) {
            Shape part = region.shape(shape);
            Law law = initializer.law(part);
            Position after = sampler.after(law, part, drawn, position);
            long words = after.words() - position.words();
            steps.add(new Step("pass", "w", region, scheme, law, drawn, position, words, false));
            position = after;
        }
        PlannedTensor tensor =
                new PlannedTensor("w", "w", "Linear", Optional.of(Role.WEIGHT), stored, shape);
        return new Plan(
                "net", "mine", TorchVersion.V2_10, OptionalLong.of(11), List.of(tensor), steps);
    }

    /// The same, as the sampler gives it and [Tensor#copy] casts it.
    private static Tensor expected(Plan plan) {
        PlannedTensor planned = plan.tensor("w");
        TorchCpu sampler = new TorchCpu(plan.version(), plan.requireSeed());
        Tensor whole = Tensor.zeros(planned.dtype(), planned.shape());
        for (Step step : plan.steps()) {
            Shape part = step.region().shape(planned.shape());
            Tensor drawn = Tensor.zeros(step.drawn(), part);
            sampler.draw(step.law(), drawn, step.position());
            long from = step.region() instanceof Region.Rows(long first, long _) ? first : 0;
            whole.narrow(0, from, part.dim(0)).copy(drawn);
        }
        return whole;
    }

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (String scheme : SCHEMES) {
            for (DType stored : FLOATING) {
                for (DType drawn : FLOATING) {
                    boolean drawable =
                            !scheme.equals("orthogonal")
                                    || drawn == DType.F32
                                    || drawn == DType.F64;
                    if (drawable) {
                        cases.add(Arguments.of(scheme, stored, drawn));
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0} stored in {1}, drawn in {2}")
    @MethodSource("cases")
    void anyPartHasTheBitsOfTheWhole(String scheme, DType stored, DType drawn) {
        Random random = new Random((scheme + stored + drawn).hashCode());
        Shape shape =
                scheme.startsWith("dirac")
                        ? Shape.of(9, 3, 5)
                        : Shape.of(9 + random.nextInt(60), 7);
        Plan plan = plan(scheme, stored, drawn, shape, random.nextBoolean() ? 0 : 40);
        Tensor whole = expected(plan);
        PlanFiller filler = PlanFiller.of(plan);
        for (int i = 0; i < 12; i++) {
            Slice slice = slice(random, shape, i);
            Tensor target = target(random, stored, slice.shape());
            (random.nextBoolean() ? filler : filler.on(null)).fill("w", slice, target);
            slice.runs(
                    0,
                    target.shape().count(),
                    (from, to, at) -> {
                        for (long k = from; k < to; k++) {
                            assertThat(target.bits(at + k - from))
                                    .as("element %d of %s", k, slice)
                                    .isEqualTo(whole.bits(k));
                        }
                    });
        }
    }

    @ParameterizedTest(name = "{0} stored in {1}, drawn in {2}")
    @MethodSource("cases")
    void piecesInOrderHaveTheBitsOfTheWhole(String scheme, DType stored, DType drawn) {
        Random random = new Random((scheme + drawn + stored).hashCode());
        Shape shape =
                scheme.startsWith("dirac")
                        ? Shape.of(9, 3, 5)
                        : Shape.of(9 + random.nextInt(60), 7);
        Plan plan = plan(scheme, stored, drawn, shape, random.nextBoolean() ? 0 : 40);
        Tensor whole = expected(plan);
        PlanReader reader = PlanFiller.of(plan).reader();
        for (int i = 0; i < 8; i++) {
            Slice slice = slice(random, shape, i);
            Tensor buffer = Tensor.zeros(stored, Shape.of(1 + random.nextInt(80)));
            List<Long> bits = new ArrayList<>();
            reader.read(
                    "w",
                    slice,
                    buffer,
                    piece -> {
                        for (long k = 0; k < piece.shape().count(); k++) {
                            bits.add(piece.bits(k));
                            piece.setBits(k, random.nextLong());
                        }
                    });
            List<Long> expected = new ArrayList<>();
            slice.runs(
                    0,
                    slice.shape().count(),
                    (from, to, at) -> {
                        for (long k = from; k < to; k++) {
                            expected.add(whole.bits(k));
                        }
                    });
            assertThat(bits).as("%s in pieces of %s", slice, buffer.shape()).isEqualTo(expected);
        }
    }

    @Test
    void aReaderGoesToAndFroBetweenTensors() {
        Random random = new Random(5);
        TorchCpu sampler = new TorchCpu(TorchVersion.V2_10, 11);
        List<PlannedTensor> tensors = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        Position position = Position.START;
        for (String scheme : SCHEMES.subList(0, 6)) {
            Shape shape = Shape.of(40, 13);
            Law law = TorchInit.parse(scheme).law(shape);
            Position after = sampler.after(law, shape, DType.F32, position);
            long words = after.words() - position.words();
            tensors.add(
                    new PlannedTensor(
                            scheme, scheme, "Linear", Optional.empty(), DType.F32, shape));
            steps.add(
                    new Step(
                            "pass",
                            scheme,
                            new Region.Whole(),
                            scheme,
                            law,
                            DType.F32,
                            position,
                            words,
                            false));
            position = after;
        }
        Plan plan =
                new Plan("net", "mine", TorchVersion.V2_10, OptionalLong.of(11), tensors, steps);
        PlanReader reader = PlanFiller.of(plan).reader();
        for (int i = 0; i < 100; i++) {
            PlannedTensor tensor = tensors.get(random.nextInt(tensors.size()));
            Slice slice = slice(random, tensor.shape(), 3);
            Tensor expected = Tensor.zeros(DType.F32, slice.shape());
            PlanFiller.of(plan).fill(tensor.name(), slice, expected);
            Tensor found = Tensor.zeros(DType.F32, Shape.of(slice.shape().count() + 1));
            reader.read(tensor.name(), slice, found, piece -> {});
            assertThat(
                            found.segment()
                                    .asSlice(0, expected.segment().byteSize())
                                    .mismatch(expected.segment()))
                    .as("%s of %s", slice, tensor.name())
                    .isEqualTo(-1);
        }
    }

    private static Slice slice(Random random, Shape shape, int number) {
        long row = shape.count() / shape.dim(0);
        return switch (number) {
            case 0 -> Slice.all(shape);
            // Exactly the rows of the last step.
            case 1 -> Slice.flat(shape, 3 * row, 5 * row);
            case 2 -> Slice.flat(shape, 5, 5);
            default -> random.nextBoolean() ? flat(random, shape) : box(random, shape);
        };
    }

    private static Slice flat(Random random, Shape shape) {
        long from = random.nextLong(shape.count() + 1);
        return Slice.flat(shape, from, from + random.nextLong(shape.count() - from + 1));
    }

    private static Slice box(Random random, Shape shape) {
        long[] offsets = new long[shape.rank()];
        long[] sizes = new long[shape.rank()];
        for (int i = 0; i < sizes.length; i++) {
            offsets[i] = random.nextLong(shape.dim(i) + 1);
            sizes[i] = random.nextLong(shape.dim(i) - offsets[i] + 1);
        }
        return Slice.box(shape, offsets, sizes);
    }

    /// Garbage of that shape, contiguous or not.
    private static Tensor target(Random random, DType dtype, Shape shape) {
        Tensor target;
        if (random.nextBoolean()) {
            target = Tensor.zeros(dtype, shape);
        } else {
            long[] wider = shape.toArray();
            int last = wider.length - 1;
            wider[last] = 2 * wider[last] + 1;
            target = Tensor.zeros(dtype, Shape.of(wider)).narrow(last, 1, shape.dim(last));
        }
        for (long i = 0; i < shape.count(); i++) {
            target.setBits(i, random.nextLong());
        }
        return target;
    }

    @Test
    void aLargeTensorHasTheSameBitsOnAnyNumberOfThreads() {
        Shape shape = Shape.of(3_000, 1_001);
        Plan plan = plan("normal(std=0.02)", DType.BF16, DType.F32, shape, 0);
        Tensor whole = expected(plan);
        try (ForkJoinPool pool = new ForkJoinPool(3)) {
            PlanFiller filler = PlanFiller.of(plan).on(pool);
            Tensor target = Tensor.zeros(DType.BF16, shape);
            filler.fill("w", Slice.all(shape), target);
            assertThat(target.segment().mismatch(whole.segment())).isEqualTo(-1);
        }
    }

    @Test
    void whatNoStepFillsIsZero() {
        PlannedTensor tensor =
                new PlannedTensor("w", "w", "Linear", Optional.empty(), DType.F32, Shape.of(4, 2));
        Step rows =
                new Step(
                        "pass",
                        "w",
                        new Region.Rows(1, 2),
                        "ones",
                        new Constant(1),
                        DType.F32,
                        Position.START,
                        0,
                        false);
        for (List<Step> steps : List.of(List.<Step>of(), List.of(rows))) {
            Plan plan =
                    new Plan(
                            "net",
                            "mine",
                            TorchVersion.V2_10,
                            OptionalLong.of(0),
                            List.of(tensor),
                            steps);
            float[] values = {9, 9, 9, 9, 9, 9, 9, 9};
            PlanFiller.of(plan).fill("w", Slice.all(tensor.shape()), Tensor.of(values, 4, 2));
            float row = steps.size();
            assertThat(values).containsExactly(0, 0, row, row, 0, 0, 0, 0);
        }
    }

    @Test
    void whatDoesntFitIsRefused() {
        Plan plan = plan("uniform", DType.BF16, DType.F32, Shape.of(9, 7), 0);
        PlanFiller filler = PlanFiller.of(plan);
        Slice rows = Slice.rows(Shape.of(9, 7), 0, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filler.fill("v", rows, Tensor.zeros(DType.BF16, Shape.of(2, 7))))
                .withMessage("plan of net has no tensor \"v\"; the nearest is \"w\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        filler.fill(
                                "w",
                                Slice.all(Shape.of(7, 9)),
                                Tensor.zeros(DType.BF16, Shape.of(7, 9))))
                .withMessage("tensor \"w\" has shape [9, 7]; got a slice of shape [7, 9]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filler.fill("w", rows, Tensor.zeros(DType.F32, Shape.of(2, 7))))
                .withMessage(
                        "tensor \"w\": target must be bfloat16 of the slice's shape [2, 7]; got float32"
                                + " of shape [2, 7]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filler.fill("w", rows, Tensor.zeros(DType.BF16, Shape.of(9, 7))))
                .withMessage(
                        "tensor \"w\": target must be bfloat16 of the slice's shape [2, 7]; got bfloat16"
                                + " of shape [9, 7]");
    }

    @Test
    void aPlanWithoutASeedCantBeFilled() {
        Plan plan = plan("uniform", DType.F32, DType.F32, Shape.of(9, 7), 0);
        Plan open =
                new Plan(
                        plan.model(),
                        plan.recipe(),
                        plan.version(),
                        OptionalLong.empty(),
                        plan.tensors(),
                        plan.steps());
        assertThatIllegalStateException()
                .isThrownBy(() -> PlanFiller.of(open))
                .withMessage("plan of net by mine has no seed; give it one with withSeed");
    }
}
