package io.fanin.check.contract;

import io.fanin.check.scan.Held;
import io.fanin.fill.PlanFiller;
import io.fanin.fill.PlanReader;
import io.fanin.law.Orthogonal;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Step;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// Compares tensors with the bits that a plan's seed gives them, in memory for a few pieces. The
/// pieces are made in the order of the stream, each thread going on in it from where it stands.
final class BitComparison {
    private static final int PIECE = 1 << 16;
    private static final long STRETCH = 1 << 20;

    /// Every QR gives the same orthogonal matrix up to this part of its gain.
    private static final double ORTHOGONAL_TOLERANCE = 2e-5;

    private final Plan plan;
    private final Function<PlannedTensor, Held> file;
    private final LongConsumer done;
    private final Map<String, Difference> differences = new LinkedHashMap<>();
    private final Map<String, Double> tolerances = new HashMap<>();

    /// Elements of a tensor that one thread compares at a time.
    private record Stretch(PlannedTensor tensor, Slice.Range slice) {}

    /// @param file finds each tensor in the file
    /// @param done hears how many bytes were compared, from any thread
    BitComparison(Plan plan, Function<PlannedTensor, Held> file, LongConsumer done) {
        this.plan = plan;
        this.file = file;
        this.done = done;
    }

    /// @return how each of the tensors differs
    Map<String, Difference> of(List<PlannedTensor> tensors) {
        List<Stretch> stretches = new ArrayList<>();
        long total = 0;
        for (PlannedTensor tensor : inOrderOfStream(tensors)) {
            differences.put(tensor.name(), new Difference());
            tolerances.put(tensor.name(), tolerance(tensor));
            Slice.all(tensor.shape())
                    .pieces(STRETCH)
                    .forEach(slice -> stretches.add(new Stretch(tensor, (Slice.Range) slice)));
            total += tensor.shape().count();
        }
        PlanFiller filler = PlanFiller.of(plan).on(null);
        long share = Math.ceilDiv(total, Runtime.getRuntime().availableProcessors());
        List<List<Stretch>> shares = new ArrayList<>();
        int from = 0;
        long size = 0;
        for (int i = 0; i < stretches.size(); i++) {
            size += stretches.get(i).slice.to() - stretches.get(i).slice.from();
            if (size >= share || i == stretches.size() - 1) {
                shares.add(stretches.subList(from, i + 1));
                from = i + 1;
                size = 0;
            }
        }
        shares.parallelStream().forEach(part -> compare(part, filler.reader()));
        return differences;
    }

    private List<PlannedTensor> inOrderOfStream(List<PlannedTensor> tensors) {
        Map<String, Integer> order = new HashMap<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            if (!step.dead()) {
                order.putIfAbsent(step.storage(), i);
            }
        }
        return tensors.stream()
                .sorted(
                        Comparator.comparingInt(
                                each -> order.getOrDefault(each.storage(), Integer.MAX_VALUE)))
                .toList();
    }

    private double tolerance(PlannedTensor tensor) {
        return plan.liveSteps(tensor.name()).stream()
                .map(Step::law)
                .filter(Orthogonal.class::isInstance)
                .mapToDouble(law -> ORTHOGONAL_TOLERANCE * law.upper())
                .max()
                .orElse(0);
    }

    private void compare(List<Stretch> stretches, PlanReader reader) {
        Map<DType, Tensor> buffers = new EnumMap<>(DType.class);
        for (Stretch stretch : stretches) {
            PlannedTensor tensor = stretch.tensor;
            Tensor found =
                    file.apply(tensor)
                            .tensor()
                            .orElseThrow(() -> new IllegalStateException(tensor.name()));
            Difference difference = Objects.requireNonNull(differences.get(tensor.name()));
            double tolerance = tolerances.getOrDefault(tensor.name(), 0.0);
            Tensor buffer =
                    buffers.computeIfAbsent(
                            tensor.dtype(), dtype -> Tensor.zeros(dtype, Shape.of(PIECE)));
            long[] at = {stretch.slice.from()};
            reader.read(
                    tensor.name(),
                    stretch.slice,
                    buffer,
                    piece -> {
                        difference.compare(found, at[0], piece, tolerance);
                        at[0] += piece.shape().count();
                        done.accept(piece.shape().count() * piece.dtype().bytes());
                    });
        }
    }
}
