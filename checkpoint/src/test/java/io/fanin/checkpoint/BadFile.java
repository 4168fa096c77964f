package io.fanin.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that breaks one rule, and the whole complaint behind its name.
final class BadFile {
    /// More than reading a small file takes, buffers and classes included.
    private static final long MOST_ALLOCATED = 16 << 20;

    private final String complaint;
    private final String name;
    private final byte[] content;

    BadFile(String complaint, String name, byte... content) {
        this.complaint = complaint;
        this.name = name;
        this.content = content;
    }

    /// Checks that the complaint is made, in one line, without allocating what the file asks for.
    void assertRefused(Path folder) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> Checkpoint.open(file).close())
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + ": " + complaint);
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
        assertThat(complaint).doesNotContain("\n").hasSizeLessThan(1000);
    }

    @Override
    public String toString() {
        return name + ": " + complaint;
    }
}
