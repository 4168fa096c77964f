package io.fanin.cli.walkthrough;

import static io.fanin.init.Initializers.xavierUniform;

import io.fanin.cli.ProgressBar;
import io.fanin.lab.Activation;
import io.fanin.lab.Dataset;
import io.fanin.lab.Scheme;
import io.fanin.lab.SimpleNN;
import io.fanin.lab.Study;
import io.fanin.lab.Summary;
import io.fanin.model.Weights;
import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.Tensor;
import io.fanin.torch.TorchWeights;
import java.io.PrintWriter;
import java.util.List;

/// The notebook from its first cell to its conclusions, in libtorch's memory, with what the
/// notebook leaves out.
final class Tour {
    private static final int XAVIER_CELL = 6;
    private static final long MOONS_SEED = 0;

    private final PrintWriter out;
    private final PrintWriter err;
    private final long seed;

    Tour(PrintWriter out, PrintWriter err, long seed) {
        this.out = out;
        this.err = err;
        this.seed = seed;
    }

    void run() {
        cells();
        claims();
    }

    /// Cells 1 to 8.
    void cells() {
        out.println(
                """
                Step 1: Define a simple neural network

                In [1]  PyTorch is not needed: Fanin draws its bits, libtorch holds the network.
                In [2]  SimpleNN: fc1 = Linear(2, 4), ReLU, fc2 = Linear(4, 1), sigmoid.\
                """);
        SimpleNN module = new SimpleNN();
        Weights weights = TorchWeights.of(module);
        Notebook notebook = new Notebook(weights, seed);
        out.println(
                "In [3]  model = SimpleNN(), after torch.manual_seed("
                        + Long.toUnsignedString(seed)
                        + "): "
                        + words(0, notebook.words())
                        + ".");
        out.println();
        out.println("Step 2: Apply different weight initializations");
        for (Notebook.Cell cell : Notebook.CELLS) {
            Position start = notebook.generator().position();
            notebook.run(cell);
            out.println();
            out.println(
                    "In ["
                            + cell.number()
                            + "]  "
                            + cell.title()
                            + ": "
                            + String.join("; ", cell.code()));
            out.println("        model.apply: " + words(start.words(), notebook.words()) + ".");
            out.println(notebook.representation());
            if (cell.number() == XAVIER_CELL) {
                out.println(
                        """
                        ! This cell sets the weight that it has just drawn to 0, where it means the bias: the network \
                        is all zero.
                          Corrected, with the same words, Xavier gives:\
                        """);
                out.println(
                        Notebook.namedParameters(correctedXavier(start))
                                .replaceAll("\n\n", "\n")
                                .indent(2)
                                .stripTrailing());
            }
        }
        out.println();
        out.println("Step 3: Verify initialization");
        out.println();
        out.println("In [8]");
        out.print(Notebook.namedParameters(weights));
    }

    private static String words(long from, long to) {
        return from == to
                ? "draws nothing"
                : "words " + from + " to " + (to - 1) + " of the stream";
    }

    /// What the notebook's Xavier cell means: the weights drawn at the same place, biases 0.
    private Weights correctedXavier(Position start) {
        Weights weights = Weights.zeros(Notebook.simpleNN());
        TorchCpu sampler = new TorchCpu(TorchVersion.V2_10, seed);
        Position position = start;
        for (Tensor tensor : List.of(weights.tensor("fc1.weight"), weights.tensor("fc2.weight"))) {
            var law = xavierUniform().law(tensor.shape());
            sampler.draw(law, tensor, position);
            position = sampler.after(law, tensor.shape(), tensor.dtype(), position);
        }
        return weights;
    }

    private void claims() {
        Study study = Study.standard();
        Dataset xor = Dataset.xor();
        Dataset moons = Dataset.twoMoons(100, 0.1, MOONS_SEED);
        List<Scheme> schemes = Scheme.notebook();
        List<Scheme> random = schemes.subList(2, schemes.size());
        ProgressBar bar = ProgressBar.on(err, "training");
        List<Summary> onXor =
                study.run(xor, Activation.RELU, schemes, share -> bar.at(0.25 * share));
        List<Summary> onMoons =
                study.run(moons, Activation.RELU, schemes, share -> bar.at(0.25 + 0.6 * share));
        List<Summary> onXorTanh =
                study.run(xor, Activation.TANH, random, share -> bar.at(0.85 + 0.15 * share));
        bar.done();
        EvidenceTable table = new EvidenceTable(out);
        table.setting(study);
        table.print("SimpleNN (hidden ReLU) on XOR, 4 points", onXor);
        table.print("SimpleNN (hidden ReLU) on two moons, 100 points, noise 0.1", onMoons);
        table.print("The same with a hidden tanh, on XOR", onXorTanh);
        new Claims(onXor, onMoons, onXorTanh).print(out);
    }
}
