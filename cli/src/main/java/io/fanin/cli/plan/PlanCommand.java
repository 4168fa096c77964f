package io.fanin.cli.plan;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.document.Draft;
import io.fanin.checkpoint.document.PlanFile;
import io.fanin.checkpoint.file.PartFile;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.cli.ExitCode;
import io.fanin.cli.GivenOptions;
import io.fanin.cli.Version;
import io.fanin.plan.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
    private static final String LIKE = "--like";

    @Spec private CommandSpec spec;

    @Mixin private final ModelOptions model = new ModelOptions();

    @Option(
            names = LIKE,
            paramLabel = "FILE",
            description =
                    "draft the plan of a checkpoint: layers are inferred from names and shapes, and what is open is"
                            + " noted")
    private @Nullable Path like;

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
        given.requireOne(ModelOptions.ARCH, ModelOptions.CONFIG, LIKE);
        if (like != null) {
            return draft(given, like);
        }
        ModelOptions.Planned planned = model.plan(given);
        return print(planned.plan(), planned.idle().get(), PlanFile::write);
    }

    private int draft(GivenOptions given, Path file) throws IOException {
        given.refuse(
                "a draft has no seed, and is what PyTorch's constructors leave in the tensors; edit its file",
                "--recipe",
                ModelOptions.RULE,
                "--no-construction",
                ModelOptions.SEED,
                "--dtype",
                "--draw-dtype");
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            String name = String.valueOf(file.getFileName());
            Draft draft = Draft.of(name, model.version(), checkpoint);
            return print(draft.plan(), draft.notes(), PlanFile::writeWithoutPositions);
        }
    }

    private int print(Plan plan, List<?> notes, Function<Plan, String> document)
            throws IOException {
        if (output != null) {
            PartFile.write(output, document.apply(plan));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(document.apply(plan));
        } else {
            new PlanTable(plan).print(out);
            notes.forEach(note -> out.println("note: " + Quoted.escaped(note.toString())));
        }
        return ExitCode.OK;
    }
}
