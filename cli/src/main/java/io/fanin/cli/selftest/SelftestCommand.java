package io.fanin.cli.selftest;

import io.fanin.checkpoint.BadFileException;
import io.fanin.cli.ExitCode;
import io.fanin.cli.Version;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `fanin selftest`.
@Command(
        name = "selftest",
        description =
                "Proves on this machine that the bits are PyTorch's, by replaying what the real one drew.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class SelftestCommand implements Callable<Integer> {
    private static final String SHIPPED = "torch-1.13.1-cpu.json";

    @Spec private CommandSpec spec;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description =
                    "replay this file, as reference/make_reference.py writes it, instead of the one shipped")
    private @Nullable Path reference;

    private SelftestCommand() {}

    @Override
    public Integer call() throws IOException, BadFileException {
        PrintWriter out = spec.commandLine().getOut();
        ReferenceFile file = read();
        Replay replay = new Replay(file.version());
        int failed = 0;
        for (ReferenceCase each : file.cases()) {
            Optional<String> failure = replay.failure(each);
            if (failure.isPresent()) {
                failed++;
                out.println("FAILED " + each.id() + ": " + failure.get());
            }
        }
        out.println("PyTorch " + file.version() + ": " + strictness(replay) + ".");
        out.println(file.cases().size() - failed + " passed, " + failed + " failed");
        return failed == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static String strictness(Replay replay) {
        String all = "every value is compared to the bit";
        return replay.orthogonalDistance().isEmpty()
                ? all
                : all
                        + String.format(
                                Locale.ROOT,
                                "; those of orthogonal are within %.1e (limit %.0e)",
                                replay.orthogonalDistance().getAsDouble(),
                                Replay.ORTHOGONAL_TOLERANCE);
    }

    private ReferenceFile read() throws IOException, BadFileException {
        Path path = reference;
        if (path == null) {
            try (InputStream stream =
                    SelftestCommand.class.getResourceAsStream("/reference/" + SHIPPED)) {
                return ReferenceFile.read(SHIPPED, Objects.requireNonNull(stream));
            }
        }
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "it is a folder, not a file");
        }
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(path))) {
            return ReferenceFile.read(path.toString(), stream);
        }
    }
}
