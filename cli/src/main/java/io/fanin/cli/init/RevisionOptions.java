package io.fanin.cli.init;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.write.Revision;
import io.fanin.cli.GivenOptions;
import io.fanin.cli.plan.ModelOptions;
import io.fanin.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that ask for a revision of an old checkpoint.
final class RevisionOptions {
    static final String LIKE = "--like";
    private static final String ONLY_MISSING = "--only-missing";
    private static final String RESIZE = "--resize";

    @Option(
            names = LIKE,
            paramLabel = "FILE",
            description =
                    "an old checkpoint, of any format that is read: keep every byte but those that --rule,"
                            + " --only-missing or --resize change")
    private @Nullable Path like;

    @Option(
            names = ONLY_MISSING,
            description = "add the tensors that --plan has and the old checkpoint lacks")
    private boolean onlyMissing;

    @Option(
            names = RESIZE,
            paramLabel = "NAME=ROWS",
            description =
                    "give a tensor of the old checkpoint more rows, drawn as --rule or --plan says, such as"
                            + " wte.weight=50304")
    private List<NewRows> resize = List.of();

    RevisionOptions() {}

    /// The old checkpoint; empty if none is meant.
    Optional<Path> old(GivenOptions given) {
        given.requireWith(ONLY_MISSING, LIKE);
        given.requireWith(RESIZE, LIKE);
        return Optional.ofNullable(like);
    }

    /// Whether the revision needs a plan; everything that the command line lacks or has too much is
    /// refused.
    boolean needsPlan(GivenOptions given) {
        given.refuse(
                "with "
                        + LIKE
                        + ", the old checkpoint says which model it is; --plan says what is"
                        + " missing",
                ModelOptions.ARCH,
                ModelOptions.CONFIG,
                "--recipe",
                "--no-construction",
                "--dtype");
        given.refuse(
                "with " + LIKE + ", all of the checkpoint is written",
                PartOptions.SHARD,
                PartOptions.BY);
        given.refuse("with " + LIKE + ", only runs of a plan can be resumed", OutputOptions.RESUME);
        boolean hasPlan = given.has(InitCommand.PLAN);
        boolean hasRules = given.has(ModelOptions.RULE);
        if (onlyMissing && !hasPlan) {
            throw given.wrong(ONLY_MISSING + " needs " + InitCommand.PLAN);
        }
        if (hasPlan && !onlyMissing) {
            throw given.wrong(
                    LIKE
                            + " with "
                            + InitCommand.PLAN
                            + " needs "
                            + ONLY_MISSING
                            + ": tensors that both have are kept");
        }
        if (!hasPlan && !hasRules) {
            throw given.wrong(
                    (resize.isEmpty() ? LIKE : RESIZE)
                            + " needs "
                            + ModelOptions.RULE
                            + " or "
                            + ONLY_MISSING
                            + " "
                            + InitCommand.PLAN
                            + (resize.isEmpty()
                                    ? ": nothing says what changes"
                                    : ": nothing says what the new rows hold"));
        }
        if (hasRules) {
            given.requireWith(ModelOptions.RULE, ModelOptions.SEED);
        } else {
            given.refuse(
                    "it is for " + ModelOptions.RULE + "; a plan has its own",
                    "--torch",
                    "--draw-dtype");
        }
        return hasPlan;
    }

    Revision revision(Checkpoint old, Optional<Plan> plan, ModelOptions model) {
        Revision revision = Revision.of(old);
        if (!model.rules().isEmpty()) {
            revision =
                    revision.reinitialize(
                            model.rules(),
                            model.version(),
                            model.seed().orElseThrow(),
                            model.drawn());
        }
        if (plan.isPresent()) {
            revision = revision.complete(plan.get());
        }
        for (NewRows each : resize) {
            revision = revision.resize(each.name(), each.rows());
        }
        return revision;
    }
}
