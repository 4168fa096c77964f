import org.jspecify.annotations.NullMarked;

/// Weight initialization: tensors, laws, generators, initializers and models. Depends on the JDK
/// alone.
@NullMarked
module io.fanin.core {
    requires static transitive org.jspecify;
    // The kernels are vectorized where it is enabled: --add-modules jdk.incubator.vector.
    requires static jdk.incubator.vector;

    exports io.fanin.tensor;
    exports io.fanin.law;
    exports io.fanin.random;
    exports io.fanin.fill;
    exports io.fanin.init;
    exports io.fanin.model;
    exports io.fanin.model.inference;
    exports io.fanin.model.layer;
    exports io.fanin.model.python;
    exports io.fanin.model.architecture;
    exports io.fanin.plan;
    exports io.fanin.internal.kernel to
            io.fanin.check;
    exports io.fanin.internal.vector to
            io.fanin.check;
    exports io.fanin.internal.require to
            io.fanin.check,
            io.fanin.checkpoint,
            io.fanin.cli;
    exports io.fanin.internal.libm to
            io.fanin.check;
    exports io.fanin.internal.python to
            io.fanin.checkpoint;
}
