package io.fanin.cli.plan;

import io.fanin.checkpoint.document.PlanFile;
import io.fanin.cli.ExitCode;
import io.fanin.cli.GivenOptions;
import io.fanin.cli.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fanin plan`.
@Command(
        name = "plan",
        description =
                "Tells what every tensor of a model will hold, and where in the stream of random words it is drawn.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class PlanCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private final ModelOptions model = new ModelOptions();

    @Option(names = "--json", description = "print the plan as JSON instead of a table")
    private boolean json;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write the plan as JSON, for fanin init --plan and fanin diff")
    private @Nullable Path output;

    private PlanCommand() {}

    @Override
    public Integer call() throws IOException {
        GivenOptions given = new GivenOptions(spec);
        given.requireOne(ModelOptions.ARCH);
        ModelOptions.Planned planned = model.plan(given);
        if (output != null) {
            PlanFile.write(planned.plan(), output);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(PlanFile.write(planned.plan()));
        } else {
            new PlanTable(planned.plan()).print(out);
            planned.idle().forEach(idle -> out.println("note: " + idle));
        }
        return ExitCode.OK;
    }
}
