package io.fanin.internal.qr;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The scalar twin and the vector twin in every width, in one JVM: a width that is not the
/// processor's own is a hidden copy of the class (see [Width]).
final class StripTwins {
    private StripTwins() {}

    static Map<String, Strips<float[]>> floats() {
        Map<String, Strips<float[]>> twins = new LinkedHashMap<>();
        twins.put("scalar", new FloatStripsScalar());
        twins.put("vector", new FloatStripsVector());
        twins.put("128", copy(FloatStripsVector.class, FloatVector.SPECIES_128));
        twins.put("256", copy(FloatStripsVector.class, FloatVector.SPECIES_256));
        twins.put("512", copy(FloatStripsVector.class, FloatVector.SPECIES_512));
        return twins;
    }

    static Map<String, Strips<double[]>> doubles() {
        Map<String, Strips<double[]>> twins = new LinkedHashMap<>();
        twins.put("scalar", new DoubleStripsScalar());
        twins.put("vector", new DoubleStripsVector());
        twins.put("128", copy(DoubleStripsVector.class, DoubleVector.SPECIES_128));
        twins.put("256", copy(DoubleStripsVector.class, DoubleVector.SPECIES_256));
        twins.put("512", copy(DoubleStripsVector.class, DoubleVector.SPECIES_512));
        return twins;
    }

    @SuppressWarnings("unchecked") // The copy implements what the class does.
    private static <A> Strips<A> copy(Class<? extends Strips<A>> kernel, VectorSpecies<?> species) {
        String file = kernel.getSimpleName() + ".class";
        try (InputStream bytes = kernel.getResourceAsStream(file)) {
            MethodHandles.Lookup hidden =
                    MethodHandles.lookup()
                            .defineHiddenClassWithClassData(bytes.readAllBytes(), species, true);
            Class<?> copy = hidden.lookupClass();
            if ((int) hidden.findStaticGetter(copy, "LANES", int.class).invoke()
                    != species.length()) {
                throw new AssertionError(file + " is not of " + species);
            }
            return (Strips<A>)
                    hidden.findConstructor(copy, MethodType.methodType(void.class)).invoke();
        } catch (IOException e) {
            throw new AssertionError(file, e);
        } catch (Throwable e) {
            throw new AssertionError(species.toString(), e);
        }
    }
}
