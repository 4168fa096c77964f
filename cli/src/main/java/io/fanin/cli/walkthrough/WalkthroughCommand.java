package io.fanin.cli.walkthrough;

import io.fanin.cli.ExitCode;
import io.fanin.cli.SeedConverter;
import io.fanin.cli.Version;
import io.fanin.model.Weights;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fanin walkthrough`.
@Command(
        name = "walkthrough",
        description = "Runs the weight-initialization notebook, and measures what it concludes.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class WalkthroughCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "" + Notebook.SEED,
            converter = SeedConverter.class,
            description = "what torch.manual_seed takes; the notebook's own is ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--cells",
            description = "print what the notebook prints in its cells 4 to 8, and nothing else")
    private boolean cellsAlone;

    private WalkthroughCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (cellsAlone) {
            printCells(out);
        } else {
            new Tour(out, spec.commandLine().getErr(), seed).run();
        }
        return ExitCode.OK;
    }

    private void printCells(PrintWriter out) {
        Weights weights = Weights.zeros(Notebook.simpleNN());
        Notebook notebook = new Notebook(weights, seed);
        for (Notebook.Cell cell : Notebook.CELLS) {
            notebook.run(cell);
            out.println(notebook.representation());
        }
        out.print(Notebook.namedParameters(weights));
    }
}
