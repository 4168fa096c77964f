package io.fanin.cli.init;

import io.fanin.checkpoint.write.CheckpointWriter;
import io.fanin.checkpoint.write.Ties;
import io.fanin.checkpoint.write.Written;
import io.fanin.cli.ByteCount;
import io.fanin.cli.GivenOptions;
import io.fanin.cli.ProgressBar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say where a checkpoint is written, and how.
final class OutputOptions {
    static final String RESUME = "--resume";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|FOLDER",
            required = true,
            description =
                    "a .safetensors, .npy or .npz file, or a folder that gets model.safetensors")
    private Path output = Path.of("");

    @Option(
            names = "--shard-size",
            paramLabel = "SIZE",
            description =
                    "cut safetensors into files of at most 5GB, 512MiB, ... with an index, as Hugging Face does")
    private ByteCount shardSize = new ByteCount(Long.MAX_VALUE);

    @Option(
            names = "--repeat-ties",
            description =
                    "write tied tensors under each of their names instead of once, for"
                            + " load_state_dict(load_file(...))")
    private boolean repeatTies;

    @Option(names = "--force", description = "replace files that are there")
    private boolean force;

    @Option(
            names = RESUME,
            description = "keep the files that an earlier run of the same plan finished")
    private boolean resume;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "how many threads; if nothing is said, one for each processor")
    private @Nullable Integer threads;

    OutputOptions() {}

    /// @throws IOException if it can't be written
    Written write(CheckpointWriter writer, GivenOptions given, PrintWriter err) throws IOException {
        if (threads != null && threads < 1) {
            throw given.wrong("--threads must be at least 1; got " + threads);
        }
        CheckpointWriter ready =
                writer.shardSize(shardSize.bytes())
                        .ties(repeatTies ? Ties.EACH_NAME : Ties.ONCE)
                        .force(force)
                        .resume(resume);
        requireWritable(ready, given);
        ProgressBar bar = ProgressBar.on(err, "writing");
        try {
            return write(ready.progress(bar::at));
        } finally {
            bar.done();
        }
    }

    /// Finds what the format can't hold before anything is written: what is refused later is no
    /// wrong usage.
    private void requireWritable(CheckpointWriter writer, GivenOptions given) {
        try {
            writer.files(output);
        } catch (IllegalArgumentException e) {
            throw given.refused(e);
        }
    }

    private Written write(CheckpointWriter writer) throws IOException {
        if (threads == null) {
            return writer.write(output);
        }
        if (threads == 1) {
            return writer.on(null).write(output);
        }
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return writer.on(pool).write(output);
        }
    }
}
