package io.fanin.benchmarks;

import io.fanin.init.Initializers;
import io.fanin.torch.TorchTensor;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// libtorch's orthogonal fill of a square matrix, or its factorization alone.
public final class OrthogonalFill implements Fill {
    /// How an orthogonal matrix comes about.
    public enum Way {
        FANIN,
        /// As torch/nn/init.py composes it.
        LIBTORCH,
        /// `linalg_qr` of a matrix that is there.
        QR_ALONE
    }

    private final Tensor tensor;
    private final boolean alone;
    private final int threads;

    private OrthogonalFill(Tensor tensor, boolean alone, int threads) {
        this.tensor = tensor;
        this.alone = alone;
        this.threads = threads;
    }

    /// @param tensor a square matrix
    static Fill of(Way way, Tensor tensor, Threads threads, long seed) {
        if (way == Way.FANIN) {
            return new FaninFill(
                    Initializers.orthogonal(), TorchTensor.view(tensor), threads, seed);
        }
        torch.manual_seed(seed);
        if (way == Way.QR_ALONE) {
            tensor.normal_();
        }
        return new OrthogonalFill(tensor, way == Way.QR_ALONE, threads.count());
    }

    @Override
    public void bind() {
        torch.set_num_threads(threads);
    }

    @Override
    public void run() {
        try (PointerScope _ = new PointerScope()) {
            if (alone) {
                torch.linalg_qr(tensor);
                return;
            }
            var factors = torch.linalg_qr(tensor.normal_());
            tensor.copy_(factors.get0().mul_(factors.get1().diagonal().sign()));
        }
    }
}
