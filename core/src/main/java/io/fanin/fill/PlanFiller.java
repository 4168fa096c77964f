package io.fanin.fill;

import io.fanin.plan.Plan;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;

/// Runs a plan, or any part of it.
public final class PlanFiller {
    private final Plan plan;

    private PlanFiller(Plan plan) {
        this.plan = plan;
    }

    /// A filler of a plan that carries its seed, on the common pool.
    public static PlanFiller of(Plan plan) {
        return new PlanFiller(plan);
    }

    /// Fills `target` with a part of a tensor of the plan; what no step fills is 0.
    ///
    /// @param name of a tensor of the plan
    /// @param slice a part of the whole tensor
    /// @param target of the slice's shape and the plan's stored dtype
    public void fill(String name, Slice slice, Tensor target) {
        if (plan != null) throw new UnsupportedOperationException("under construction");
    }
}
