package io.fanin.checkpoint.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file that appears under its name only when it is complete. Until then it has the name
/// `….part`; closed before it is complete, or when the JVM is told to end, it is deleted. One that
/// a killed process left is overwritten. What a power failure does, the file system decides.
public final class PartFile implements AutoCloseable {
    private final Path path;
    private final Path part;
    private final FileChannel channel;
    private final Thread hook = Thread.ofPlatform().unstarted(this::delete);

    private PartFile(Path path, Path part, FileChannel channel) {
        this.path = path;
        this.part = part;
        this.channel = channel;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Writes a file as a whole. What is no plain file, such as a terminal, is written to.
    ///
    /// @throws IOException if it can't be written, or another run writes it now
    public static void write(Path path, String text) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            Files.writeString(path, text);
            return;
        }
        try (PartFile part = create(Files.exists(path) ? path.toRealPath() : path)) {
            part.write(0, text.getBytes(StandardCharsets.UTF_8));
            part.complete();
        }
    }

    /// @throws IOException if it can't be created, or another run writes it now
    public static PartFile create(Path path) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        FileChannel channel;
        try {
            channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (AccessDeniedException e) {
            throw caused(
                    new AccessDeniedException(path.toString(), null, "its folder is read-only"), e);
        } catch (FileSystemException e) {
            throw caused(new FileSystemException(path.toString(), null, e.getReason()), e);
        }
        try {
            if (!lock(channel) || !Files.exists(part)) {
                throw new FileSystemException(
                        path.toString(), null, "another run is writing it to " + part);
            }
            channel.truncate(0);
            return new PartFile(path, part, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /// The lock ends with the channel.
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static IOException caused(IOException described, IOException cause) {
        described.initCause(cause);
        return described;
    }

    public FileChannel channel() {
        return channel;
    }

    public void write(long position, byte[] bytes) throws IOException {
        write(channel, position, ByteBuffer.wrap(bytes));
    }

    public static void write(FileChannel channel, long position, ByteBuffer bytes)
            throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /// Gives the file its name; what had it before is replaced.
    public void complete() throws IOException {
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void delete() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Deletes what is not complete.
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(part);
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is ending: it runs the hook itself, which finds nothing to delete.
            }
        }
    }
}
