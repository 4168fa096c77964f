package io.fanin.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong in files of the format before PyTorch 1.6; those that are right are in
/// [TorchFilesTest].
class LegacyTorchFileTest {
    @TempDir private Path folder;

    private static PickleWriter protocol2() {
        return PickleWriter.protocol(2);
    }

    private static byte[] magic() {
        return protocol2()
                .bytes(0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19)
                .stop();
    }

    /// A file up to its object.
    private static PickleWriter head() {
        return new PickleWriter()
                .raw(magic())
                .raw(protocol2().whole(1001).stop())
                .raw(protocol2().ops("}").text("little_endian").bytes(0x88).ops("s").stop());
    }

    private static byte[] oneTensor() {
        return protocol2()
                .ops("}")
                .text("w")
                .tensor(2, 0, new long[] {2}, new long[] {1})
                .ops("s")
                .stop();
    }

    private void assertRefused(PickleWriter content, String message) throws IOException {
        Path file = Files.write(folder.resolve("a.pt"), content.toByteArray());
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void anotherVersionIsRefused() throws IOException {
        assertRefused(
                new PickleWriter().raw(magic()).raw(protocol2().whole(1002).stop()),
                "byte 15: the format's version is 1002; only 1001 is read");
    }

    @Test
    void aBigEndianMachinesFileIsRefused() throws IOException {
        assertRefused(
                new PickleWriter()
                        .raw(magic())
                        .raw(protocol2().whole(1001).stop())
                        .raw(
                                protocol2()
                                        .ops("}")
                                        .text("little_endian")
                                        .bytes(0x89)
                                        .ops("s")
                                        .stop()),
                "byte 28: the file is not from a little-endian machine; load it and save it again"
                        + " on one");
    }

    @Test
    void aFunctionIsRefusedHereToo() throws IOException {
        assertRefused(
                head().raw(protocol2().global("os", "system").ops("(").text("x").ops("tR").stop()),
                "byte 54: os.system is not a thing a checkpoint needs; nothing was run");
    }

    @Test
    void theStoragesAreListed() throws IOException {
        assertRefused(
                head().raw(oneTensor()).raw(protocol2().ops("N").stop()),
                "byte 220: there is no list of storages");
        assertRefused(
                head().raw(oneTensor()).raw(protocol2().ops("]").stop()),
                "storage \"0\" is not in the file");
        assertRefused(
                head().raw(oneTensor()).raw(protocol2().ops("]").text("1").ops("a").stop()),
                "byte 231: storage \"1\" is none that the object refers to");
    }

    @Test
    void theStoragesAreThere() throws IOException {
        PickleWriter file =
                head().raw(oneTensor()).raw(protocol2().ops("]").text("0").ops("a").stop());
        assertRefused(file, "byte 231: needs 8 more bytes; 0 are left");
        file.int4(2).int4(0).raw(new byte[7]);
        assertRefused(file, "byte 231: storage \"0\" has 2 elements of 4 bytes; 7 bytes are left");
    }

    @Test
    void aStorageHasTheElementsThatAreUsed() throws IOException {
        assertRefused(
                head().raw(oneTensor())
                        .raw(protocol2().ops("]").text("0").ops("a").stop())
                        .int4(1)
                        .int4(0)
                        .raw(new byte[4]),
                "tensor \"w\": storage \"0\" holds 4 bytes; 8 are needed");
    }

    @Test
    void aStorageComesOnce() throws IOException {
        assertRefused(
                head().raw(oneTensor())
                        .raw(protocol2().ops("]").text("0").ops("a").text("0").ops("a").stop())
                        .raw(new byte[16]),
                "byte 246: storage \"0\" comes twice");
    }

    /// PyTorch once wrote a part of a storage into the reference to it.
    @Test
    void aPartOfAStorageLiesInIt() throws IOException {
        PickleWriter reference =
                protocol2()
                        .ops("(")
                        .text("storage")
                        .global("torch", "FloatStorage")
                        .text("0")
                        .text("cpu")
                        .whole(4)
                        .ops("(")
                        .text("view")
                        .whole(2)
                        .whole(3)
                        .ops("ttQ");
        assertRefused(
                head().raw(reference.stop()),
                "byte 143: elements [2, 5) lie outside storage \"0\" of 16 bytes");
    }
}
