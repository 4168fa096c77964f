package io.fanin.plan;

import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// The memory of a tensor while its plan is made: what fills it.
final class Storage {
    private final String name;
    private final DType stored;
    private final DType drawn;
    private final Shape shape;
    private final List<Step> live = new ArrayList<>();

    Storage(String name, DType stored, DType drawn, Shape shape) {
        this.name = name;
        this.stored = stored;
        this.drawn = drawn;
        this.shape = shape;
    }

    String name() {
        return name;
    }

    DType stored() {
        return stored;
    }

    DType drawn() {
        return drawn;
    }

    Shape shape() {
        return shape;
    }

    /// The steps that are not overwritten so far, in their order.
    List<Step> live() {
        return live;
    }

    /// Takes a step that comes after all others; those that it overwrites the last of are live no
    /// more.
    void fill(Step step) {
        live.add(step);
        for (int i = live.size() - 2; i >= 0; i--) {
            if (isOverwritten(i)) {
                live.remove(i);
            }
        }
    }

    /// Takes all values of another storage of the same shape.
    List<Step> copy(Storage source) {
        live.clear();
        source.live.forEach(step -> live.add(step.copyTo(name)));
        return List.copyOf(live);
    }

    /// Whether later live steps cover all rows of one.
    private boolean isOverwritten(int index) {
        Region region = live.get(index).region();
        List<Step> later = live.subList(index + 1, live.size());
        long at = from(region);
        boolean further = shape.count() > 0;
        while (further && at < to(region)) {
            further = false;
            for (Step step : later) {
                if (from(step.region()) <= at && at < to(step.region())) {
                    at = to(step.region());
                    further = true;
                }
            }
        }
        return shape.count() > 0 && at >= to(region);
    }

    private static long from(Region region) {
        return switch (region) {
            case Region.Whole() -> 0;
            case Region.Rows(long from, long _) -> from;
        };
    }

    private long to(Region region) {
        return switch (region) {
            case Region.Whole() -> shape.rank() == 0 ? 1 : shape.dim(0);
            case Region.Rows(long _, long to) -> to;
        };
    }
}
