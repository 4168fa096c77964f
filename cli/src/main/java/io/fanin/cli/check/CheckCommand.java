package io.fanin.cli.check;

import io.fanin.check.Check;
import io.fanin.check.report.Expectation;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Report;
import io.fanin.check.report.Severity;
import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.document.PlanFile;
import io.fanin.checkpoint.document.Vocabulary;
import io.fanin.cli.ExitCode;
import io.fanin.cli.GivenOptions;
import io.fanin.cli.ProgressBar;
import io.fanin.cli.SeedConverter;
import io.fanin.cli.Version;
import io.fanin.plan.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `fanin check`.
@Command(
        name = "check",
        description =
                "Tells whether checkpoints hold what they should: against a plan, against another file, or by"
                        + " themselves. Ends with 1 if a finding is as bad as --fail-on.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class CheckCommand implements Callable<Integer> {
    private static final String PLAN = "--plan";
    private static final String SEED = "--seed";
    private static final String LAW = "--law";
    private static final String AGAINST = "--against";

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "checkpoints: safetensors (one file, an index or a folder), .pt, .npy, .npz or .onnx")
    private List<Path> files = List.of();

    @Option(
            names = PLAN,
            paramLabel = "PLAN",
            description =
                    "what the file must hold, as fanin plan -o writes it; bit by bit if there is a seed")
    private @Nullable Path plan;

    @Option(
            names = SEED,
            paramLabel = "N",
            converter = SeedConverter.class,
            description = "the seed, if the plan has none or another is meant")
    private @Nullable Long seed;

    @Option(
            names = LAW,
            description = "test laws, not bits, though there is a seed or another file")
    private boolean law;

    @Option(
            names = "--alpha",
            paramLabel = "P",
            defaultValue = "1e-6",
            description =
                    "how likely a correct file is to fail by chance (default: ${DEFAULT-VALUE})")
    private double alpha;

    @Option(
            names = AGAINST,
            paramLabel = "FILE",
            description = "another checkpoint that must hold the same")
    private @Nullable Path against;

    @Option(
            names = "--expect",
            paramLabel = "STATE",
            description =
                    "what the weights are: fresh or trained; the file tells if this is not given")
    private @Nullable Expectation expectation;

    @Option(names = "--stats", description = "print figures of each tensor")
    private boolean statistics;

    @Option(names = "--json", description = "print one JSON object for all files")
    private boolean json;

    @Option(
            names = "--names",
            paramLabel = "JSON",
            description =
                    "the model's tokenizer.json: tells the tokens of rows of embeddings that were not"
                            + " trained")
    private @Nullable Path tokenizer;

    @Option(
            names = "--junit",
            paramLabel = "XML",
            description = "write a JUnit report too, a test case for each tensor")
    private @Nullable Path junit;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "error",
            description =
                    "from which severity on a finding fails the check: info, warning, error or never"
                            + " (default: ${DEFAULT-VALUE})")
    private String failOn;

    @Option(
            names = "--allow",
            paramLabel = "ID",
            split = ",",
            description = "leave out findings of this kind, such as bias-not-zero; may be repeated")
    private List<Kind> allowed = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "JSON",
            description = "leave out the findings that this file lists")
    private @Nullable Path baseline;

    @Option(
            names = "--write-baseline",
            paramLabel = "JSON",
            description = "write all findings into a file for --baseline, and end with 0")
    private @Nullable Path newBaseline;

    private CheckCommand() {}

    @Override
    public Integer call() throws IOException {
        GivenOptions given = new GivenOptions(spec);
        given.requireWith(SEED, PLAN);
        if (law && plan == null && against == null) {
            throw given.wrong(LAW + " needs " + PLAN + " or " + AGAINST);
        }
        Optional<Severity> least = severity(given);
        Optional<Plan> contract = contract(given);
        TokenNames names =
                tokenizer == null
                        ? TokenNames.NONE
                        : new TokenNames(Optional.of(Vocabulary.read(tokenizer)));
        Baseline known = baseline == null ? Baseline.NONE : Baseline.read(baseline);
        List<CheckedFile> all = new ArrayList<>();
        List<IOException> failures = new ArrayList<>();
        for (Path file : files) {
            try {
                all.add(new CheckedFile(file.toString(), check(given, file, contract), 0));
            } catch (IOException e) {
                failures.add(e);
            }
        }
        List<CheckedFile> checked = all.stream().map(known::of).toList();
        print(checked, names);
        if (junit != null) {
            Files.writeString(junit, new JunitReport(least).of(checked));
        }
        if (!failures.isEmpty()) {
            IOException first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
        if (newBaseline != null) {
            Baseline.write(newBaseline, all);
            return ExitCode.OK;
        }
        boolean fails =
                least.isPresent()
                        && checked.stream().anyMatch(each -> each.report().reaches(least.get()));
        return fails ? ExitCode.CHECK_FAILED : ExitCode.OK;
    }

    private Optional<Severity> severity(GivenOptions given) {
        return switch (failOn.toLowerCase(Locale.ROOT)) {
            case "never" -> Optional.empty();
            case "info" -> Optional.of(Severity.INFO);
            case "warning" -> Optional.of(Severity.WARNING);
            case "error" -> Optional.of(Severity.ERROR);
            default ->
                    throw given.wrong(
                            "--fail-on must be info, warning, error or never; got \""
                                    + failOn
                                    + "\"");
        };
    }

    private Optional<Plan> contract(GivenOptions given) throws IOException {
        if (plan == null) {
            return Optional.empty();
        }
        given.refuse("a file is checked against a plan or another file, not both", AGAINST);
        Plan read = PlanFile.read(plan);
        return Optional.of(seed == null ? read : read.withSeed(seed));
    }

    private Report check(GivenOptions given, Path path, Optional<Plan> contract)
            throws IOException {
        try (Checkpoint file = Checkpoint.open(path)) {
            Check check = check(given, file, contract);
            if (against == null) {
                return run(check, path);
            }
            try (Checkpoint other = Checkpoint.open(against)) {
                return run(check.against(other), path);
            }
        }
    }

    private Check check(GivenOptions given, Checkpoint file, Optional<Plan> contract) {
        try {
            Check check = Check.of(file).alpha(alpha).allow(Set.copyOf(allowed));
            check = contract.isPresent() ? check.against(contract.get()) : check;
            check = law ? check.byLaw() : check;
            check = expectation == null ? check : check.expect(expectation);
            return statistics ? check.statistics() : check;
        } catch (IllegalArgumentException e) {
            throw given.refused(e);
        }
    }

    private Report run(Check check, Path path) {
        ProgressBar bar =
                ProgressBar.on(spec.commandLine().getErr(), "Reading " + path.getFileName());
        try {
            return check.progress(bar::at).run();
        } finally {
            bar.done();
        }
    }

    private void print(List<CheckedFile> checked, TokenNames names) {
        if (checked.isEmpty()) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(ReportJson.of(checked, names));
            out.flush();
            return;
        }
        boolean coloured =
                Boolean.getBoolean("fanin.terminal")
                        && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        ReportText text = new ReportText(out, coloured, names);
        text.print(checked.getFirst());
        for (CheckedFile each : checked.subList(1, checked.size())) {
            out.println();
            text.print(each);
        }
    }
}
