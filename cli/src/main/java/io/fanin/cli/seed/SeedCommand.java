package io.fanin.cli.seed;

import io.fanin.check.seed.Observed;
import io.fanin.check.seed.Origin;
import io.fanin.check.seed.SeedSearch;
import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.cli.ExitCode;
import io.fanin.cli.ProgressBar;
import io.fanin.cli.Version;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `fanin seed`.
@Command(
        name = "seed",
        description = "Finds the torch.manual_seed and position that gave values.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class SeedCommand implements Callable<Integer> {
    /// From how many finds by chance on a word is said of it.
    private static final double WORTH_A_WORD = 1e-3;

    /// From how many on a list of them serves nobody.
    private static final double TOO_MANY = 10_000;

    @Spec private CommandSpec spec;

    @Mixin private final Scheme scheme = new Scheme();

    @Option(
            names = "--values",
            paramLabel = "VALUES",
            description = "all values or the first ones, row-major, with every digit printed")
    private @Nullable String values;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            converter = ShapeConverter.class,
            description = "of the whole tensor, such as 4,2")
    private @Nullable Shape shape;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "a checkpoint, instead of --values and --shape")
    private @Nullable Path file;

    @Option(names = "--tensor", paramLabel = "NAME", description = "the tensor in the checkpoint")
    private @Nullable String tensor;

    @Option(
            names = "--position",
            paramLabel = "N",
            converter = Span.Converter.class,
            defaultValue = "0..63",
            description = "words drawn before the tensor; 41, or ${DEFAULT-VALUE} if not given")
    private Span positions;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            converter = Span.Converter.class,
            defaultValue = "0..4294967295",
            description = "search among these seeds alone, such as 0..9999")
    private Span seeds;

    private SeedCommand() {}

    @Override
    public Integer call() throws IOException {
        String text = values;
        if (text != null && shape != null && file == null && tensor == null) {
            return search(shape, DType.F32, orUsage(() -> Observed.printed(text)));
        }
        if (text != null || shape != null || file == null || tensor == null) {
            throw usage("fanin seed takes --values and --shape, or --file and --tensor");
        }
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            StoredTensor stored = checkpoint.tensors().get(tensor);
            if (stored == null) {
                throw usage(file + " has no tensor \"" + tensor + "\"");
            }
            Tensor found = orUsage(stored::tensor);
            return search(found.shape(), found.dtype(), orUsage(() -> Observed.stored(found)));
        }
    }

    private int search(Shape whole, DType dtype, Observed observed) {
        SeedSearch search = orUsage(() -> asked(whole, dtype, observed));
        PrintWriter out = spec.commandLine().getOut();
        Optional<String> contradiction = search.contradiction();
        if (contradiction.isPresent()) {
            out.println("no seed gives these values: " + contradiction.get());
            return ExitCode.CHECK_FAILED;
        }
        warn(search.chanceFinds());
        if (run(search, out)) {
            return ExitCode.OK;
        }
        out.println(
                "no seed of "
                        + seeds
                        + " gives these values of "
                        + search.law()
                        + " at position "
                        + positions);
        return ExitCode.CHECK_FAILED;
    }

    private SeedSearch asked(Shape whole, DType dtype, Observed observed) {
        return SeedSearch.of(scheme.initializer(), whole, dtype, observed)
                .positions(positions.first(), positions.last())
                .seeds(seeds.first(), seeds.last());
    }

    /// What the library refuses, the command line asked for.
    private <T> T orUsage(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private void warn(double chance) {
        if (chance < WORTH_A_WORD) {
            return;
        }
        String finds =
                String.format(
                        Locale.ROOT,
                        "these values are few or have few digits: %.2g seeds and positions give them by chance alone",
                        chance);
        if (chance > TOO_MANY) {
            throw usage(finds + "; give more of them");
        }
        spec.commandLine().getErr().println("fanin: " + finds);
    }

    /// @return whether anything was found
    private boolean run(SeedSearch search, PrintWriter out) {
        ProgressBar bar =
                ProgressBar.on(
                        spec.commandLine().getErr(), "Searching " + seeds.count() + " seeds");
        Thread stopped = new Thread(bar::done);
        Runtime.getRuntime().addShutdownHook(stopped);
        try {
            return !search.run(
                            origin -> {
                                bar.done();
                                out.println(line(origin));
                                out.flush();
                            },
                            bar::at)
                    .isEmpty();
        } finally {
            bar.done();
            Runtime.getRuntime().removeShutdownHook(stopped);
        }
    }

    private static String line(Origin origin) {
        return "torch.manual_seed(" + origin.seed() + "), position " + origin.position();
    }

    private ParameterException usage(@Nullable String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
