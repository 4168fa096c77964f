package io.fanin.checkpoint.write;

import io.fanin.checkpoint.file.PartFile;
import io.fanin.internal.require.Require;
import io.fanin.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// Writes a checkpoint: a plan, one rank's part of it, or a revision of an old one.
///
///     CheckpointWriter.of(plan).shardSize(5_000_000_000L).write(Path.of("model.safetensors"));
///
/// Tensors are made piece by piece, on several threads, and never held as a whole; the bytes are
/// the same for any number of threads. Orthogonal and sparse tensors alone are made as a whole.
///
/// A file appears under its name only when it is complete. If anything goes wrong, nothing of it is
/// left; shards that were complete stay.
///
/// A writer is a value; its methods give writers that differ in one thing.
public final class CheckpointWriter {
    private final Content content;
    private final boolean resumable;
    private final Options options;

    private record Options(
            long shardSize,
            Ties ties,
            boolean force,
            boolean resume,
            @Nullable ForkJoinPool pool,
            Progress progress) {}

    private CheckpointWriter(Content content, boolean resumable, Options options) {
        this.content = content;
        this.resumable = resumable;
        this.options = options;
    }

    /// All of a plan, on the common pool.
    ///
    /// @throws IllegalArgumentException if the plan has no seed
    public static CheckpointWriter of(Plan plan) {
        return of(plan, Part.of(0, 1, Cut.WHOLE));
    }

    /// What one rank holds of a plan: takes time in proportion to that. Laws are those of whole
    /// tensors.
    ///
    /// @throws IllegalArgumentException if the plan has no seed
    public static CheckpointWriter of(Plan plan, Part part) {
        return of(PlanContent.of(plan, part), true);
    }

    /// An old checkpoint with changes, which stays open until this is written. It may be written
    /// over itself.
    ///
    /// @throws IllegalArgumentException if the revision asks for what can't be
    public static CheckpointWriter of(Revision revision) {
        return of(revision.content(), false);
    }

    private static CheckpointWriter of(Content content, boolean resumable) {
        return new CheckpointWriter(
                content,
                resumable,
                new Options(
                        Long.MAX_VALUE,
                        Ties.ONCE,
                        false,
                        false,
                        ForkJoinPool.commonPool(),
                        Progress.NONE));
    }

    private CheckpointWriter with(Options options) {
        return new CheckpointWriter(content, resumable, options);
    }

    /// Cuts the checkpoint into files of at most `bytes` of tensors, named
    /// `model-00001-of-00004.safetensors`, with an index `model.safetensors.index.json`; a larger
    /// tensor has a file of its own. If one file is enough, there is no index.
    public CheckpointWriter shardSize(long bytes) {
        Require.atLeast("bytes", 1, bytes);
        Options o = options;
        return with(new Options(bytes, o.ties, o.force, o.resume, o.pool, o.progress));
    }

    /// How safetensors files hold tied tensors; once, if this is not said. The other formats hold
    /// them under each name.
    public CheckpointWriter ties(Ties ties) {
        Require.present("ties", ties);
        Options o = options;
        return with(new Options(o.shardSize, ties, o.force, o.resume, o.pool, o.progress));
    }

    /// Whether files that are there are replaced; a single file beside shards of its name, or an
    /// index beside a single file, is deleted.
    public CheckpointWriter force(boolean force) {
        Options o = options;
        return with(new Options(o.shardSize, o.ties, force, o.resume, o.pool, o.progress));
    }

    /// Whether safetensors files that an earlier run of the same plan finished are kept.
    ///
    /// @throws IllegalArgumentException if this writes a revision
    public CheckpointWriter resume(boolean resume) {
        if (resume && !resumable) {
            throw new IllegalArgumentException(
                    content.name() + ": only what a plan makes can be resumed");
        }
        Options o = options;
        return with(new Options(o.shardSize, o.ties, o.force, resume, o.pool, o.progress));
    }

    /// The same on other threads; null for the caller's alone.
    public CheckpointWriter on(@Nullable ForkJoinPool pool) {
        Options o = options;
        return with(new Options(o.shardSize, o.ties, o.force, o.resume, pool, o.progress));
    }

    /// Who hears how far it is.
    public CheckpointWriter progress(Progress progress) {
        Require.present("progress", progress);
        Options o = options;
        return with(new Options(o.shardSize, o.ties, o.force, o.resume, o.pool, progress));
    }

    /// The files that [#write] would write, the index of shards last. Nothing is written.
    ///
    /// @param target as `write` takes it
    /// @throws IllegalArgumentException if the format can't hold this
    public List<Path> files(Path target) {
        return Target.of(target, content, options.shardSize, options.ties).paths();
    }

    /// Writes the checkpoint.
    ///
    /// @param target of a `.safetensors`, `.npy` or `.npz` file, or of a folder, which gets the
    ///   file `model.safetensors` or its shards; a folder without a dot in its name is made
    /// @throws IllegalArgumentException if the format can't hold this
    /// @throws FileAlreadyExistsException if a file is there that must not be replaced
    /// @throws InterruptedIOException if the calling thread was interrupted
    /// @throws IOException if it can't be written: there is no folder, it is read-only, the disk is
    ///   full
    public Written write(Path target) throws IOException {
        Target files = Target.of(target, content, options.shardSize, options.ties);
        files.makeFolder();
        List<Path> resumed = new ArrayList<>();
        List<FileImage> missing = new ArrayList<>();
        for (FileImage file : files.files()) {
            if (isFinished(file)) {
                resumed.add(file.path());
            } else {
                missing.add(file);
            }
        }
        Optional<Path> rival = files.rival().filter(Files::exists);
        if (rival.isPresent() && !options.force) {
            throw exists(rival.get(), "would be taken for the same checkpoint; --force deletes it");
        }
        long bytes = missing.stream().mapToLong(FileImage::size).reduce(0, Math::addExact);
        requireSpace(files, bytes);
        Target.Index index = files.index();
        if (index != null) {
            removeOld(index);
        }
        Meter meter = new Meter(options.progress, bytes);
        for (FileImage file : missing) {
            write(file, meter);
        }
        if (index != null) {
            write(index);
        }
        if (rival.isPresent()) {
            Files.delete(rival.get());
        }
        return written(files, resumed);
    }

    /// Deletes an index that is there: it must not name shards that are not complete yet.
    private void removeOld(Target.Index index) throws IOException {
        if (!Files.exists(index.path())) {
            return;
        }
        if (!options.force && !options.resume) {
            throw exists(index.path(), "is there already; --force replaces it");
        }
        Files.delete(index.path());
    }

    private static void write(Target.Index index) throws IOException {
        try (PartFile part = PartFile.create(index.path())) {
            part.write(0, index.bytes());
            part.complete();
        }
    }

    private static Written written(Target files, List<Path> resumed) {
        List<Written.Item> items =
                files.files().stream()
                        .flatMap(file -> file.regions().stream())
                        .map(region -> region.tensor().item())
                        .toList();
        return new Written(
                files.paths(),
                resumed,
                items.stream().mapToLong(Written.Item::bytes).sum(),
                items,
                files.ties());
    }

    private void write(FileImage file, Meter meter) throws IOException {
        try (PartFile part = PartFile.create(file.path())) {
            int[] checksums = new RegionWriter(part.channel(), file, options.pool, meter).run();
            long bytes = file.size();
            for (FileImage.Region region : file.regions()) {
                bytes -= region.tensor().bytes();
            }
            for (FileImage.Literal literal : file.rest().of(checksums)) {
                part.write(literal.position(), literal.bytes());
            }
            meter.add(bytes);
            part.complete();
        } catch (IOException | RuntimeException e) {
            throw described(file, e);
        }
    }

    private static IOException described(FileImage file, Exception e) {
        if (Thread.currentThread().isInterrupted() || e instanceof InterruptedIOException) {
            return caused(
                    new InterruptedIOException(
                            file.path() + ": writing was interrupted; nothing of it is left"),
                    e);
        }
        return switch (e) {
            case FileSystemException known -> known;
            case IOException io ->
                    caused(
                            new FileSystemException(file.path().toString(), null, io.getMessage()),
                            io);
            case RuntimeException unchecked -> throw unchecked;
            default -> throw new AssertionError(e);
        };
    }

    private static IOException caused(IOException described, Exception cause) {
        described.initCause(cause);
        return described;
    }

    /// Whether a run before this one finished the file.
    ///
    /// @throws FileAlreadyExistsException if it is there, is not what this would write, and must
    ///   not be replaced
    private boolean isFinished(FileImage file) throws IOException {
        Path path = file.path();
        if (!Files.exists(path)) {
            return false;
        }
        if (options.resume && sameHead(file)) {
            return true;
        }
        if (options.resume && !options.force) {
            throw exists(
                    path, notResumable(file) + ", so it can't be resumed; --force replaces it");
        }
        if (!options.force) {
            throw exists(path, "is there already; --force replaces it");
        }
        return false;
    }

    private static boolean sameHead(FileImage file) throws IOException {
        return file.identity().isPresent()
                && Files.size(file.path()) == file.size()
                && Arrays.equals(
                        file.identity().get(), read(file.path(), file.identity().get().length));
    }

    /// Why a file that is there is not the one that this would write.
    private String notResumable(FileImage file) throws IOException {
        if (file.identity().isEmpty()) {
            return "does not tell which plan it comes from";
        }
        byte[] head = read(file.path(), 2 * file.identity().get().length);
        String plan = String.valueOf(content.metadata().get(Content.PLAN));
        return new String(head, StandardCharsets.UTF_8).contains(plan)
                ? "was cut into other shards or parts"
                : "does not come from this plan";
    }

    private static byte[] read(Path path, int bytes) throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            return stream.readNBytes(bytes);
        }
    }

    private static FileAlreadyExistsException exists(Path path, String reason) {
        return new FileAlreadyExistsException(path.toString(), null, reason);
    }

    private static void requireSpace(Target target, long bytes) throws IOException {
        long usable = Files.getFileStore(target.folder()).getUsableSpace();
        if (usable < bytes) {
            throw new FileSystemException(
                    target.paths().getFirst().toString(),
                    null,
                    String.format(
                            Locale.ROOT,
                            "needs %,d bytes, its folder has %,d left",
                            bytes,
                            usable));
        }
    }
}
