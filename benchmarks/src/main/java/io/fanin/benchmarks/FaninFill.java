package io.fanin.benchmarks;

import io.fanin.law.Initializer;
import io.fanin.random.TorchGenerator;
import io.fanin.tensor.Tensor;

/// Fanin's fill; an initializer's law is worked out each time.
final class FaninFill implements Fill {
    private final Initializer initializer;
    private final Tensor tensor;
    private final TorchGenerator generator;

    FaninFill(Initializer initializer, Tensor tensor, Threads threads, long seed) {
        this.initializer = initializer;
        this.tensor = tensor;
        this.generator = TorchGenerator.seed(seed).on(threads.pool());
    }

    @Override
    public void run() {
        generator.fill(tensor, initializer);
    }
}
