package io.fanin.internal.kernel;

import io.fanin.internal.vector.VectorErfInv;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Memory that kernels use while they make values; it serves one thread.
public final class Scratch {
    /// Room for the loops over normals and truncated normals.
    final float[] floats = new float[2048];

    private @Nullable MemorySegment halves;
    private @Nullable VectorErfInv erfInv;

    /// Native room for as many half-precision values as the line of words is long.
    MemorySegment halves() {
        MemorySegment made = halves;
        if (made == null) {
            made = Arena.ofAuto().allocate((long) Short.BYTES * Mt19937.LINE);
            halves = made;
        }
        return made;
    }

    /// The inverse error function with its own memory. Only the vector kernels may ask for it.
    VectorErfInv erfInv() {
        VectorErfInv made = erfInv;
        if (made == null) {
            made = new VectorErfInv();
            erfInv = made;
        }
        return made;
    }
}
