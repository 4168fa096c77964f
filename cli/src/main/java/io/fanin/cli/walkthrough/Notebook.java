package io.fanin.cli.walkthrough;

import static io.fanin.init.Initializers.constant;
import static io.fanin.init.Initializers.kaimingUniform;
import static io.fanin.init.Initializers.uniform;
import static io.fanin.init.Initializers.xavierUniform;
import static io.fanin.init.Initializers.zeros;

import io.fanin.init.Nonlinearity;
import io.fanin.model.Weights;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Linear;
import io.fanin.random.TorchGenerator;
import java.util.List;
import java.util.function.BiConsumer;

/// The notebook's cells that do something, in its order, on one generator.
final class Notebook {
    /// The seed whose run printed the notebook's numbers.
    static final long SEED = 1382657708L;

    /// One function that the notebook hands to `model.apply`.
    ///
    /// @param number the cell's
    /// @param title what the notebook calls it
    /// @param code the function's body in PyTorch, a line each
    /// @param initialize does the same to one linear layer
    record Cell(
            int number,
            String title,
            List<String> code,
            BiConsumer<TorchGenerator, Weights> initialize) {}

    static final List<Cell> CELLS =
            List.of(
                    new Cell(
                            4,
                            "Zero initialization",
                            List.of(
                                    "nn.init.constant_(m.weight, 0)",
                                    "nn.init.constant_(m.bias, 0)"),
                            (generator, linear) -> {
                                generator.fill(linear.weight(), constant(0));
                                generator.fill(linear.bias(), constant(0));
                            }),
                    new Cell(
                            5,
                            "Random initialization",
                            List.of(
                                    "nn.init.uniform_(m.weight, -0.1, 0.1)",
                                    "nn.init.constant_(m.bias, 0)"),
                            (generator, linear) -> {
                                generator.fill(linear.weight(), uniform(-0.1, 0.1));
                                generator.fill(linear.bias(), zeros());
                            }),
                    new Cell(
                            6,
                            "Xavier initialization",
                            List.of(
                                    "nn.init.xavier_uniform_(m.weight)",
                                    "nn.init.constant_(m.weight, 0)"),
                            (generator, linear) -> {
                                generator.fill(linear.weight(), xavierUniform());
                                generator.fill(
                                        linear.weight(),
                                        constant(0)); // the notebook means the bias
                            }),
                    new Cell(
                            7,
                            "He initialization",
                            List.of(
                                    "nn.init.kaiming_uniform_(m.weight, nonlinearity='relu')",
                                    "nn.init.constant_(m.bias, 0)"),
                            (generator, linear) -> {
                                generator.fill(linear.weight(), kaimingUniform(Nonlinearity.RELU));
                                generator.fill(linear.bias(), zeros());
                            }));

    private final Weights weights;
    private final TorchGenerator generator;

    /// Cell 3: the model is constructed, which draws.
    Notebook(Weights weights, long seed) {
        this.weights = weights;
        this.generator = TorchGenerator.seed(seed);
        weights.construct(generator);
    }

    /// Cell 2: the class `SimpleNN`.
    static Container simpleNN() {
        return Container.named("SimpleNN")
                .with("fc1", new Linear(2, 4))
                .with("fc2", new Linear(4, 1));
    }

    /// `model.apply` of a cell's function.
    void run(Cell cell) {
        weights.apply(layer -> {
            if (layer.layer() instanceof Linear) {
                cell.initialize().accept(generator, layer);
            }
        });
    }

    /// Words drawn so far.
    long words() {
        return generator.position().words();
    }

    TorchGenerator generator() {
        return generator;
    }

    /// What `model.apply` gives back, as the notebook shows it.
    String representation() {
        return weights.toString();
    }

    /// Cell 8: what `print(f'{name} : {param.data} \n')` prints for every named parameter.
    static String namedParameters(Weights weights) {
        StringBuilder text = new StringBuilder();
        weights.namedParameters()
                .forEach((name, tensor) ->
                        text.append(name).append(" : ").append(tensor).append(" \n\n"));
        return text.toString();
    }
}
