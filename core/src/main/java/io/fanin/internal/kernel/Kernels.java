package io.fanin.internal.kernel;

/// Chooses the kernels, once.
public final class Kernels {
    /// The system property that lets vectors make a process's first values, too.
    static final String AT_ONCE = "fanin.vector.at-once";

    /// Normals for which the scalar kernel takes about as long as the compiler does for the vector
    /// loop, 0.1 seconds in a process that has just started.
    private static final long NORMALS = 250_000;

    /// The same for truncated normals: the scalar kernel makes so many in 0.3 seconds, and the
    /// compiler takes 0.8.
    private static final long TRUNCATED = 8_000_000;

    private static final Kernel CHOSEN = choose();

    private Kernels() {}

    /// The vector kernels if the module jdk.incubator.vector is there, else the scalar ones.
    public static Kernel chosen() {
        return CHOSEN;
    }

    private static Kernel choose() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        if (!vectors) {
            return new ScalarKernel();
        }
        boolean atOnce = Boolean.getBoolean(AT_ONCE);
        return new VectorKernel(
                new Payoff(atOnce ? 0 : NORMALS), new Payoff(atOnce ? 0 : TRUNCATED));
    }
}
