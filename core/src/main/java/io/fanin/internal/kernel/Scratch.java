package io.fanin.internal.kernel;

import io.fanin.internal.vector.VectorErfInv;
import org.jspecify.annotations.Nullable;

/// Memory that kernels use while they make values; it serves one thread.
public final class Scratch {
    /// Room for the loops over normals and truncated normals.
    final float[] floats = new float[2048];

    /// Room for the loops over half-precision values.
    final short[] shorts = new short[1024];

    private @Nullable VectorErfInv erfInv;

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
