package io.fanin.random;

import io.fanin.internal.require.Require;
import io.fanin.law.Initializer;
import io.fanin.tensor.Tensor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// PyTorch's CPU generator as its users know it: each fill goes on where the one before ended.
///
/// The bits are those of PyTorch on x86-64 with AVX2 or AVX-512, of the version asked for. Not
/// thread-safe.
public final class TorchGenerator {
    private final TorchVersion version;
    private long initialSeed;
    private TorchStream stream;
    private boolean positioned = true;
    private @Nullable ForkJoinPool pool = ForkJoinPool.commonPool();

    private TorchGenerator(TorchVersion version, long seed) {
        this.version = version;
        this.initialSeed = seed;
        this.stream = new TorchStream(version, seed);
    }

    /// A generator with PyTorch 2.10's bits, as after `torch.manual_seed(seed)`.
    public static TorchGenerator seed(long seed) {
        return seed(TorchVersion.V2_10, seed);
    }

    /// A generator as after `torch.manual_seed(seed)`.
    ///
    /// @param seed −2⁶³ to 2⁶⁴ − 1 as 64 bits, of which the low 32 count;
    ///   [Long#parseUnsignedLong(String)] reads one above 2⁶³ − 1
    public static TorchGenerator seed(TorchVersion version, long seed) {
        return new TorchGenerator(Require.present("version", version), seed);
    }

    /// Lets large fills run on the threads of `pool`, by default the common pool; null leaves them
    /// to the caller's thread. The bits don't depend on it.
    ///
    /// @return this generator
    public TorchGenerator on(@Nullable ForkJoinPool pool) {
        this.pool = pool;
        return this;
    }

    /// Starts anew from `seed`, as `torch.manual_seed` does: a normal that waited is forgotten.
    public void manualSeed(long seed) {
        initialSeed = seed;
        positioned = true;
        stream = new TorchStream(version, seed);
    }

    /// The seed last set, in 64 bits, as `torch.initial_seed` has it.
    public long initialSeed() {
        return initialSeed;
    }

    public TorchVersion version() {
        return version;
    }

    /// Where the stream stands, counted from the seed.
    ///
    /// @throws IllegalStateException if a state was loaded, since a state doesn't tell how far it
    ///   is from its seed
    public Position position() {
        if (!positioned) {
            throw new IllegalStateException(
                    "the position is not known once a state was loaded; seed the generator to count from its start");
        }
        return stream.position();
    }

    /// Fills `tensor` by `initializer` and returns it. A tensor that is not contiguous is filled in
    /// memory order, as PyTorch fills it.
    ///
    /// @throws IllegalArgumentException if the initializer has no law for the tensor's shape, or
    ///   the law can't be drawn in its dtype; nothing is written or drawn
    /// @throws IllegalStateException if the tensor's memory is closed
    /// @throws UnsupportedOperationException if the tensor's memory is read-only
    /// @throws FillStoppedException if a part of a large fill failed, or the calling thread was
    ///   interrupted; where the stream then stands is not said
    public Tensor fill(Tensor tensor, Initializer initializer) {
        stream.fill(
                Require.present("tensor", tensor),
                Require.present("initializer", initializer).law(tensor.shape()),
                pool);
        return tensor;
    }

    /// The state as `torch.get_rng_state` gives it: 5,056 bytes.
    public byte[] state() {
        return TorchState.encode(initialSeed, stream);
    }

    /// Goes on from a state that `torch.get_rng_state` or [#state()] gave.
    ///
    /// @throws IllegalArgumentException if the bytes are no such state; this generator is as before
    public void state(byte[] bytes) {
        stream = TorchState.decode(version, Require.present("bytes", bytes));
        initialSeed = TorchState.seed(bytes);
        positioned = false;
    }
}
