package io.fanin.benchmarks;

import io.fanin.law.Law;
import io.fanin.torch.TorchTensor;
import org.bytedeco.pytorch.Tensor;

/// A fill ready to be timed: all that can be prepared is prepared.
///
/// The same seed gives the same bits with Fanin and with libtorch, fill after fill.
public interface Fill {
    /// Fills the memory once more, going on in the stream of random numbers.
    void run();

    /// Lets a thread that is about to call [#run()] use as many threads as the fill may.
    default void bind() {}

    /// A fill of a libtorch tensor's own memory.
    ///
    /// @param law ignored by a plain memory fill
    static Fill of(Engine engine, Law law, Tensor tensor, Threads threads, long seed) {
        return switch (engine) {
            case FANIN -> new FaninFill(law, TorchTensor.view(tensor), threads, seed);
            case LIBTORCH -> LibtorchFill.of(law, tensor, threads, seed);
            case MEMORY -> new MemoryFill(TorchTensor.view(tensor).segment(), threads);
        };
    }
}
