package io.fanin.benchmarks;

import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// libtorch's fill. Its generator is the process's own: at most one such fill at a time is in step
/// with its seed.
final class LibtorchFill implements Fill {
    private final Runnable fill;
    private final int threads;

    private LibtorchFill(Runnable fill, int threads) {
        this.fill = fill;
        this.threads = threads;
    }

    static LibtorchFill of(Law law, Tensor tensor, Threads threads, long seed) {
        GeneratorOptional generator = new GeneratorOptional();
        Runnable fill =
                switch (law) {
                    case Uniform(double lower, double upper) ->
                            () -> tensor.uniform_(lower, upper, generator);
                    case Normal(double mean, double std) ->
                            () -> tensor.normal_(mean, std, generator);
                    case TruncatedNormal truncated -> truncated(truncated, tensor, generator);
                    default -> throw new IllegalArgumentException("no libtorch fill for " + law);
                };
        torch.manual_seed(seed);
        return new LibtorchFill(fill, threads.count());
    }

    /// As torch/nn/init.py composes it.
    private static Runnable truncated(
            TruncatedNormal law, Tensor tensor, GeneratorOptional generator) {
        double below = Libtorch.distribution((law.lower() - law.mean()) / law.std());
        double above = Libtorch.distribution((law.upper() - law.mean()) / law.std());
        Scalar scale = new Scalar(law.std() * Math.sqrt(2));
        Scalar mean = new Scalar(law.mean());
        ScalarOptional least = new ScalarOptional(new Scalar(law.lower()));
        ScalarOptional most = new ScalarOptional(new Scalar(law.upper()));
        return () -> {
            tensor.uniform_(2 * below - 1, 2 * above - 1, generator);
            tensor.erfinv_();
            tensor.mul_(scale);
            tensor.add_(mean);
            tensor.clamp_(least, most);
        };
    }

    /// libtorch keeps the number of threads for each calling thread.
    @Override
    public void bind() {
        torch.set_num_threads(threads);
    }

    @Override
    public void run() {
        fill.run();
    }
}
