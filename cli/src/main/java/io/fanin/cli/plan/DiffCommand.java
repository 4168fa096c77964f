package io.fanin.cli.plan;

import io.fanin.checkpoint.document.PlanFile;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.cli.ExitCode;
import io.fanin.cli.Version;
import io.fanin.plan.PlanDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fanin diff`.
@Command(
        name = "diff",
        description =
                "Tells what two plans say differently, tensor by tensor. Ends with 1 if anything is, as diff does.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class DiffCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PLAN",
            description = "a plan, as fanin plan -o writes it")
    private Path first;

    @Parameters(index = "1", paramLabel = "PLAN", description = "the plan to compare it with")
    private Path second;

    @Option(
            names = "--laws",
            description =
                    "compare tensors, shapes, dtypes, ties and laws alone: not seeds, nor which words are drawn")
    private boolean lawsAlone;

    private DiffCommand() {}

    @Override
    public Integer call() throws IOException {
        PlanDiff diff = PlanDiff.of(PlanFile.read(first), PlanFile.read(second));
        if (lawsAlone) {
            diff = diff.laws();
        }
        PrintWriter out = spec.commandLine().getOut();
        diff.differences().forEach(each -> out.println(Quoted.escaped(each.toString())));
        return diff.isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }
}
