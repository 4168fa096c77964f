package io.fanin.internal.kernel;

/// Chooses the kernels, once.
///
/// The vector kernels leave a process's first values to their scalar twins; the system property
/// `fanin.vector.at-once` is for those who want to see the vectors.
public final class Kernels {
    private static final Kernel CHOSEN = choose();

    private Kernels() {}

    /// The vector kernels if the module jdk.incubator.vector is there, else the scalar ones.
    public static Kernel chosen() {
        return CHOSEN;
    }

    private static Kernel choose() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors
                ? new VectorKernel(Boolean.getBoolean("fanin.vector.at-once"))
                : new ScalarKernel();
    }
}
