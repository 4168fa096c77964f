package io.fanin.cli.init;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.document.PlanFile;
import io.fanin.checkpoint.write.CheckpointWriter;
import io.fanin.checkpoint.write.Part;
import io.fanin.checkpoint.write.Written;
import io.fanin.cli.ExitCode;
import io.fanin.cli.GivenOptions;
import io.fanin.cli.Version;
import io.fanin.cli.plan.ModelOptions;
import io.fanin.plan.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fanin init`.
@Command(
        name = "init",
        description = {
            "Writes the initialized checkpoint of a model or a plan, one rank's part of it, or an old checkpoint"
                    + " with tensors drawn anew or added.",
            "A file appears under its name only when it is complete."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class InitCommand implements Callable<Integer> {
    static final String PLAN = "--plan";

    @Spec private CommandSpec spec;

    @Mixin private final ModelOptions model = new ModelOptions();

    @Option(
            names = PLAN,
            paramLabel = "FILE",
            description = "the plan to run, as fanin plan -o writes it; --seed goes before its own")
    private @Nullable Path plan;

    @Mixin private final RevisionOptions revision = new RevisionOptions();
    @Mixin private final PartOptions part = new PartOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = {"-v", "--verbose"},
            description = "name every tensor that is written")
    private boolean verbose;

    private InitCommand() {}

    @Override
    public Integer call() throws IOException {
        GivenOptions given = new GivenOptions(spec);
        Optional<Path> like = revision.old(given);
        Written written = like.isPresent() ? revise(given, like.get()) : fill(given);
        PrintWriter out = spec.commandLine().getOut();
        new WrittenReport(written, verbose).print(out);
        return ExitCode.OK;
    }

    private Written fill(GivenOptions given) throws IOException {
        given.requireOne(ModelOptions.ARCH, ModelOptions.CONFIG, PLAN);
        Part wanted = part.part(given);
        Plan filled =
                requireSeed(given, plan == null ? model.plan(given).plan() : read(given, plan));
        return write(given, () -> CheckpointWriter.of(filled, wanted));
    }

    private Plan read(GivenOptions given, Path file) throws IOException {
        given.refuse(
                "a plan is complete; with " + PLAN + ", only " + ModelOptions.SEED + " may change",
                ModelOptions.ofThePlan());
        return PlanFile.read(file);
    }

    private Plan requireSeed(GivenOptions given, Plan filled) {
        if (model.seed().isPresent()) {
            return filled.withSeed(model.seed().getAsLong());
        }
        if (filled.seed().isEmpty()) {
            throw given.wrong("needs " + ModelOptions.SEED + ": the bits follow from it");
        }
        return filled;
    }

    private Written revise(GivenOptions given, Path like) throws IOException {
        boolean completes = revision.needsPlan(given);
        Optional<Plan> missing =
                completes && plan != null
                        ? Optional.of(requireSeed(given, PlanFile.read(plan)))
                        : Optional.empty();
        try (Checkpoint old = Checkpoint.open(like)) {
            return write(given, () -> CheckpointWriter.of(revision.revision(old, missing, model)));
        }
    }

    private Written write(GivenOptions given, Supplier<CheckpointWriter> writer)
            throws IOException {
        CheckpointWriter made;
        try {
            made = writer.get();
        } catch (IllegalArgumentException e) {
            throw given.refused(e);
        }
        return output.write(made, given, spec.commandLine().getErr());
    }
}
