package io.fanin.internal.qr;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// Which vectors a kernel works with. C2 compiles the Vector API well only where the species is a
/// constant, so a class has one width. Who wants another one, as a test does, defines a hidden copy
/// of the class with the species as its class data.
final class Width {
    private Width() {}

    /// The species in the class data, else the processor's own, but at most half a strip.
    static <E> VectorSpecies<E> chosen(
            MethodHandles.Lookup lookup, VectorSpecies<E> preferred, int stripWidth) {
        VectorSpecies<E> given = given(lookup);
        if (given != null) {
            return given;
        }
        return 2 * preferred.length() <= stripWidth
                ? preferred
                : preferred.withShape(VectorShape.S_512_BIT);
    }

    @SuppressWarnings("unchecked") // Who defines the copy gives it a species of its element type.
    private static <E> @Nullable VectorSpecies<E> given(MethodHandles.Lookup lookup) {
        try {
            return (VectorSpecies<E>)
                    MethodHandles.classData(
                            lookup, ConstantDescs.DEFAULT_NAME, VectorSpecies.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a class may read its own class data", e);
        }
    }
}
