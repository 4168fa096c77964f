package io.fanin.check.contract;

import io.fanin.plan.Region;
import io.fanin.plan.Step;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rows of a tensor that one step fills.
///
/// @param from first row; 0 for a tensor without rows
/// @param to after the last row; 1 for a tensor without rows
/// @param step empty where none does: the rows hold 0
/// @param isPart whether the step fills more rows than these, or the rows are not the whole tensor
record Interval(long from, long to, Optional<Step> step, boolean isPart) {

    /// Those of a tensor, by its steps in their order: what a later one fills is no longer an
    /// earlier one's.
    static List<Interval> of(Shape shape, List<Step> steps) {
        long rows = shape.rank() == 0 ? 1 : shape.dim(0);
        List<Interval> intervals = List.of(new Interval(0, rows, Optional.empty(), false));
        for (Step step : steps) {
            intervals =
                    switch (step.region()) {
                        case Region.Whole() ->
                                List.of(new Interval(0, rows, Optional.of(step), false));
                        case Region.Rows(long from, long to) -> over(intervals, from, to, step);
                    };
        }
        return intervals;
    }

    private static List<Interval> over(List<Interval> before, long from, long to, Step step) {
        List<Interval> after = new ArrayList<>();
        for (Interval each : before) {
            if (each.from < Math.min(each.to, from)) {
                after.add(new Interval(each.from, Math.min(each.to, from), each.step, true));
            }
            if (each.from <= from && from < each.to) {
                after.add(new Interval(from, to, Optional.of(step), false));
            }
            if (Math.max(each.from, to) < each.to) {
                after.add(new Interval(Math.max(each.from, to), each.to, each.step, true));
            }
        }
        return after;
    }

    boolean isAll(Shape shape) {
        return shape.rank() == 0 || (from == 0 && to == shape.dim(0));
    }
}
