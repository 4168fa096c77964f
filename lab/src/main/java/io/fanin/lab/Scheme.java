package io.fanin.lab;

import static io.fanin.init.Initializers.constant;
import static io.fanin.init.Initializers.kaimingUniform;
import static io.fanin.init.Initializers.uniform;
import static io.fanin.init.Initializers.xavierUniform;
import static io.fanin.init.Initializers.zeros;

import io.fanin.init.Nonlinearity;
import io.fanin.law.Initializer;
import java.util.List;

/// An initialization under study: how the weights are drawn. Biases are 0.
///
/// @param name how a report calls it
public record Scheme(String name, Initializer weight) {

    /// The notebook's four and, beside zero, equal weights that are not 0.
    public static List<Scheme> notebook() {
        return List.of(
                new Scheme("zero", zeros()),
                new Scheme("equal 0.5", constant(0.5)),
                new Scheme("random ±0.1", uniform(-0.1, 0.1)),
                new Scheme("Xavier", xavierUniform()),
                new Scheme("He", kaimingUniform(Nonlinearity.RELU)));
    }
}
