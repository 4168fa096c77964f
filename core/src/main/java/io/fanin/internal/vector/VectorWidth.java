package io.fanin.internal.vector;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The width of vectors: the processor's best, or what the system property `fanin.vector.bits` asks
/// for. It has to be constant: the compiler turns no other vectors into instructions.
public final class VectorWidth {
    private static final VectorShape SHAPE =
            VectorShape.forBitSize(
                    Integer.getInteger(
                            "fanin.vector.bits", VectorShape.preferredShape().vectorBitSize()));

    public static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
    public static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
    public static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, SHAPE);
    public static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, SHAPE);

    private VectorWidth() {}
}
