package io.fanin.internal.kernel;

/// Chooses the kernels, once.
public final class Kernels {
    private static final Kernel CHOSEN = choose();

    private Kernels() {}

    /// The vector kernels if the module jdk.incubator.vector is there, else the scalar ones.
    public static Kernel chosen() {
        return CHOSEN;
    }

    private static Kernel choose() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors ? new VectorKernel() : new ScalarKernel();
    }
}
