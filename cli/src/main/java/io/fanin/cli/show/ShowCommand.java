package io.fanin.cli.show;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.cli.ExitCode;
import io.fanin.cli.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fanin show`.
@Command(
        name = "show",
        description =
                "Lists what checkpoints hold: safetensors (one file, an index or a folder), .pt, .npy, .npz or .onnx.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class ShowCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "checkpoints of any format that is read")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "print one JSON object for all files")
    private boolean json;

    private ShowCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(CheckpointJson.of(files));
            return ExitCode.OK;
        }
        for (Path file : files) {
            if (!file.equals(files.getFirst())) {
                out.println();
            }
            try (Checkpoint checkpoint = Checkpoint.open(file)) {
                new CheckpointTable(file, checkpoint).print(out);
            }
        }
        return ExitCode.OK;
    }
}
