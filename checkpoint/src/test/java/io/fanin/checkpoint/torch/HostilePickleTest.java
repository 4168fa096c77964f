package io.fanin.checkpoint.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.StoredTensor;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pickles that would run something, fill the memory or reach outside their storages.
class HostilePickleTest {
    private static final String NEEDLESS = " is not a thing a checkpoint needs; nothing was run";

    @TempDir private Path folder;

    private Path write(byte[] pickle, byte[] storage) {
        Path file = folder.resolve("a.pt");
        PickleWriter.archive(file, "a/data.pkl", pickle, "a/data/0", storage);
        return file;
    }

    private void assertRefused(PickleWriter pickle, String message) {
        Path file = write(pickle.stop(), new byte[24]);
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + ": " + message);
    }

    private static PickleWriter protocol2() {
        return PickleWriter.protocol(2);
    }

    @ParameterizedTest
    @CsvSource({"os,system", "posix,system", "builtins,eval", "__builtin__,exec", "nt,system"})
    void aFunctionThatReduceWouldCallIsRefused(String module, String name) {
        assertRefused(
                protocol2().global(module, name).ops("(").text("touch owned").ops("tR"),
                "data.pkl byte 2: " + module + "." + name + NEEDLESS);
    }

    @Test
    void aFunctionNamedByTheStackIsRefused() {
        assertRefused(
                PickleWriter.protocol(4).text("os").text("system").bytes(0x93),
                "data.pkl byte 20: os.system" + NEEDLESS);
    }

    @Test
    void anInstanceIsRefused() {
        assertRefused(
                protocol2().ops("(").text("touch owned").ops("ios\nsystem\n"),
                "data.pkl byte 19: os.system" + NEEDLESS);
        assertRefused(
                protocol2().ops("(itorch\nSize\n"),
                "data.pkl byte 3: opcode INST makes an object of a class, which a checkpoint"
                        + " doesn't need; nothing was run");
        assertRefused(
                protocol2().ops("(").global("torch", "Size").ops("o"),
                "data.pkl byte 15: opcode OBJ makes an object of a class, which a checkpoint"
                        + " doesn't need; nothing was run");
        assertRefused(
                protocol2().global("torch", "Size").ops(")").bytes(0x81),
                "data.pkl byte 15: opcode NEWOBJ makes an object of a class, which a checkpoint"
                        + " doesn't need; nothing was run");
        assertRefused(
                PickleWriter.protocol(4).global("torch", "Size").ops(")}").bytes(0x92),
                "data.pkl byte 16: opcode NEWOBJ_EX makes an object of a class, which a checkpoint"
                        + " doesn't need; nothing was run");
    }

    @Test
    void aClassOfOnesOwnIsRefusedWithTheWayOut() {
        assertRefused(
                protocol2().global("__main__", "Net").ops(")").bytes(0x81),
                "data.pkl byte 2: __main__.Net"
                        + NEEDLESS
                        + "; of a model as an object save its values alone:"
                        + " torch.save(model.state_dict(), ...)");
    }

    @Test
    void aNameThatATerminalWouldObeyIsEscaped() {
        assertRefused(
                protocol2().global("os", "\u001b[2Jsystem"),
                "data.pkl byte 2: os.\\u001b[2Jsystem" + NEEDLESS);
    }

    @Test
    void onlyFunctionsAreCalled() {
        assertRefused(
                protocol2().text("eval").ops(")R"),
                "data.pkl byte 12: calls \"eval\" with a tuple of 0; nothing was run");
        assertRefused(
                protocol2().global("torch", "FloatStorage").ops(")R"),
                "data.pkl byte 23: calls torch.FloatStorage with a tuple of 0; nothing was run");
        assertRefused(
                protocol2().global("torch", "Size").ops("]R"),
                "data.pkl byte 15: calls torch.Size with a list of 0; nothing was run");
    }

    @Test
    void attributesAreSetOnDictsAlone() {
        assertRefused(
                protocol2().ops("]}b"),
                "data.pkl byte 4: sets attributes of a list of 0; only a state_dict has some");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "I", "\u0001", "p", "V"})
    void otherOpcodesAreRefused(String opcode) {
        assertRefused(
                protocol2().ops(opcode),
                String.format(
                        "data.pkl byte 2: opcode 0x%02x is none of those that torch.save writes",
                        (int) opcode.charAt(0)));
    }

    @Test
    void aProtocolFromTheFutureIsRefused() {
        assertRefused(
                PickleWriter.protocol(6),
                "data.pkl byte 0: pickle protocol 6 is not known; the highest is 5");
    }

    @Test
    void aFrameLongerThanThePickleIsRefused() {
        assertRefused(
                PickleWriter.protocol(4).bytes(0x95, 3, 0, 0, 0, 0, 0, 0, 0).ops("N"),
                "data.pkl byte 2: a frame of 3 bytes; 2 are left");
        assertRefused(
                PickleWriter.protocol(4)
                        .bytes(0x95, 255, 255, 255, 255, 255, 255, 255, 255)
                        .ops("N"),
                "data.pkl byte 2: a frame of 18446744073709551615 bytes; 2 are left");
    }

    @Test
    void aTextLongerThanThePickleIsRefused() {
        assertRefused(
                protocol2().ops("X").int4(-1),
                "data.pkl byte 7: needs 4294967295 more bytes; 1 are left");
        assertRefused(
                PickleWriter.protocol(4).bytes(0x8d, 0, 0, 0, 0, 0, 0, 0, 128),
                "data.pkl byte 11: needs 9223372036854775808 more bytes; 1 are left");
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        assertRefused(
                protocol2().bytes('U', 2, 0xc3, 0x28),
                "data.pkl byte 4: a text of 2 bytes is not UTF-8");
    }

    @Test
    void aNameOfAGlobalEndsSoon() {
        assertRefused(
                protocol2().ops("c" + "a".repeat(300)),
                "data.pkl byte 3: a name of a global does not end within 256 bytes");
    }

    @Test
    void theStackHoldsWhatIsTaken() {
        assertRefused(protocol2(), "data.pkl byte 2: takes a value from an empty stack");
        assertRefused(
                protocol2().ops("t"),
                "data.pkl byte 2: takes values up to a mark, but there is none");
        assertRefused(
                protocol2().ops("NN"),
                "data.pkl byte 4: the pickle ends with more than its result on the stack");
        assertRefused(
                protocol2().ops("h\u0005"), "data.pkl byte 2: refers to memo 5, which is not set");
        assertRefused(
                protocol2().ops("NNa"), "data.pkl byte 4: adds items to None, which takes none");
        assertRefused(
                protocol2().ops(")Na"),
                "data.pkl byte 4: adds items to a tuple of 0, which takes none");
        assertRefused(
                protocol2().ops("NNNs"), "data.pkl byte 5: sets items of None, which has none");
        assertRefused(
                protocol2().ops("}(Nu"),
                "data.pkl byte 5: sets items of a dict from 1 keys and values");
        assertRefused(
                protocol2().ops("}]Ns"), // a key that Python couldn't hash
                "a dict has a list of 0 for a key");
    }

    @Test
    void aSetDoesNotGrowATuple() {
        assertRefused(
                protocol2()
                        .global("builtins", "set")
                        .ops("N")
                        .bytes(0x85, 0x85)
                        .ops("R(N")
                        .bytes(0x90),
                "data.pkl byte 19: builtins.set: argument 0 must be a list; got a tuple of 1");
    }

    @Test
    void valuesLieNotTooDeep() {
        assertRefused(
                protocol2().ops("]".repeat(102) + "a".repeat(101)),
                "values lie deeper than 100 dicts and lists");
    }

    @Test
    void aListThatHoldsItselfIsRefused() {
        assertRefused(
                protocol2().ops("]q\u0000h\u0000a"), "values lie deeper than 100 dicts and lists");
    }

    /// Thirty dicts, each of which holds the one before twice.
    @Test
    void dictsThatShareDictsDoNotUnfold() {
        int bytes = bomb().stop().length;
        assertRefused(
                bomb(),
                "names and values unfold to more than "
                        + (65536 + 64 * bytes)
                        + " characters, 64 for each byte of the pickle");
    }

    private static PickleWriter bomb() {
        PickleWriter pickle = protocol2().ops("}").text("x").ops("Nsq\u0000");
        for (int i = 1; i < 30; i++) {
            pickle.ops("0}").text("a").bytes('h', i - 1).ops("s");
            pickle.text("b").bytes('h', i - 1).ops("s").bytes('q', i);
        }
        return pickle;
    }

    @Test
    void aLongTextThatIsNamedOftenDoesNotUnfold() {
        PickleWriter pickle = protocol2().ops("]").text("x".repeat(10_000)).ops("q\u0000a");
        IntStream.range(0, 1000).forEach(_ -> pickle.ops("h\u0000a"));
        assertRefused(
                pickle,
                "names and values unfold to more than 898304 characters, 64 for each byte of the"
                        + " pickle");
    }

    @Test
    void millionsOfValuesAreRefused() {
        assertRefused(
                protocol2().ops("(" + "}".repeat(1 << 23)),
                "data.pkl byte 8388610: the pickle holds more than 8388608 values; what is large"
                        + " belongs in tensors");
    }

    @Test
    void aNameComesOnce() {
        assertRefused(
                protocol2().ops("}").text("a").ops("Ns").text("a").ops("Ns"), "\"a\" comes twice");
    }

    @Test
    void aTensorLiesInItsStorage() {
        String view = "torch._utils._rebuild_tensor_v2: a view of shape [2, 3] with strides ";
        assertRefused(
                protocol2().tensor(6, 1, new long[] {2, 3}, new long[] {3, 1}),
                "data.pkl byte 178: "
                        + view
                        + "[3, 1] from element 1 on needs 6 elements; storage \"0\" has 6");
        assertRefused(
                protocol2().tensor(6, 0, new long[] {2, 3}, new long[] {4, 1}),
                "data.pkl byte 178: "
                        + view
                        + "[4, 1] from element 0 on needs 7 elements; storage \"0\" has 6");
        assertRefused(
                protocol2().tensor(6, -1, new long[] {2, 3}, new long[] {3, 1}),
                "data.pkl byte 178: "
                        + view
                        + "[3, 1] from element -1 on needs 6 elements; storage \"0\" has 6");
    }

    @Test
    void aStorageHasItsElements() {
        assertRefused(
                protocol2()
                        .ops("}")
                        .text("w")
                        .tensor(7, 0, new long[] {7}, new long[] {1})
                        .ops("s"),
                "tensor \"w\": storage \"0\" holds 24 bytes; 28 are needed");
        assertRefused(
                protocol2().storage("FloatStorage", "0", -1),
                "data.pkl byte 60: storage \"0\" has -1 elements of 4 bytes");
        assertRefused(
                protocol2().storage("DoubleStorage", "0", 1L << 61),
                "data.pkl byte 61: storage \"0\" has 2305843009213693952 elements of 8 bytes");
    }

    @Test
    void aStorageIsInTheArchive() {
        assertRefused(
                protocol2()
                        .ops("}")
                        .text("w")
                        .global("torch._utils", "_rebuild_tensor")
                        .ops("(")
                        .storage("FloatStorage", "../../etc/passwd", 1)
                        .whole(0)
                        .tuple(1)
                        .tuple(1)
                        .ops("tRs"),
                "has no entry \"a/data/../../etc/passwd\"");
    }

    @Test
    void sizesAndStridesAreCounts() {
        assertRefused(
                protocol2().tensor(6, 0, new long[] {-1, 3}, new long[] {3, 1}),
                "data.pkl byte 178: torch._utils._rebuild_tensor_v2: size 0 must be at least 0; got"
                        + " -1");
        assertRefused(
                protocol2().tensor(6, 5, new long[] {2, 3}, new long[] {3, -1}),
                "data.pkl byte 178: torch._utils._rebuild_tensor_v2: stride 1 must be at least 0;"
                        + " got -1");
        assertRefused(
                protocol2().tensor(6, 0, new long[] {2, 3}, new long[] {3}),
                "data.pkl byte 168: torch._utils._rebuild_tensor_v2: takes as many strides as"
                        + " sizes, at most 64; got 2 sizes and 1 strides");
        assertRefused(
                protocol2().tensor(6, 0, new long[] {1L << 40, 1L << 40}, new long[] {0, 0}),
                "data.pkl byte 178: torch._utils._rebuild_tensor_v2: shape [1099511627776,"
                        + " 1099511627776] of F32 takes more than 2^63 - 1 bytes");
        assertRefused(
                protocol2().tensor(6, 0, new long[] {3, 3}, new long[] {1L << 62, 1}),
                "data.pkl byte 178: torch._utils._rebuild_tensor_v2: the strides of a view of shape"
                        + " [3, 3] reach past 2^63 elements");
    }

    @Test
    void aTensorThatRepeatsElementsClaimsNoMoreThanCanBeRead() {
        assertRefused(
                protocol2().tensor(6, 0, new long[] {1L << 20, 1L << 20}, new long[] {0, 0}),
                "data.pkl byte 178: torch._utils._rebuild_tensor_v2: a view of shape [1048576,"
                        + " 1048576] with strides [0, 0] claims 4398046511104 bytes and repeats the"
                        + " 24 of storage \"0\"; at most 68719476736 are read");
    }

    @Test
    void aPersistentIdNamesAStorage() {
        assertRefused(
                protocol2().ops("NQ"),
                "data.pkl byte 3: refers to None; expected ('storage', type, key, location, number"
                        + " of elements)");
    }

    @Test
    void callsHaveTheirArguments() {
        assertRefused(
                protocol2().global("torch._utils", "_rebuild_parameter").ops(")R"),
                "data.pkl byte 36: torch._utils._rebuild_parameter: got 0 arguments; argument 0 is"
                        + " missing");
        assertRefused(
                protocol2().global("torch._utils", "_rebuild_parameter").ops("(NtR"),
                "data.pkl byte 38: torch._utils._rebuild_parameter: argument 0 must be a tensor;"
                        + " got None");
    }

    @Test
    void aCallWithinACallDoesNotGoDeep() {
        assertRefused(
                protocol2()
                        .global("torch._tensor", "_rebuild_from_type_v2")
                        .ops("q\u0000(h\u0000")
                        .global("torch", "Tensor")
                        .ops(")tR"),
                "data.pkl byte 60: torch._tensor._rebuild_from_type_v2: takes a function that makes"
                        + " a tensor, a type of tensor and the function's arguments; got"
                        + " torch._tensor._rebuild_from_type_v2 and torch.Tensor");
    }

    @Test
    void aBigEndianFileIsRefused() {
        Path file = folder.resolve("a.pt");
        PickleWriter.archive(
                file,
                "a/data.pkl",
                protocol2().ops("}").stop(),
                "a/byteorder",
                "big".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(BadFileException.class)
                .hasMessage(
                        file
                                + ": entry \"a/byteorder\": is \"big\"; only \"little\" is read:"
                                + " load the file in PyTorch and save it again on a little-endian"
                                + " machine");
    }

    @Test
    void onePickleIsTheCheckpoint() {
        Path file = folder.resolve("a.pt");
        byte[] pickle = protocol2().ops("}").stop();
        PickleWriter.archive(file, "a/data.pkl", pickle, "b/data.pkl", pickle);
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + ": has 2 entries named data.pkl; expected one");
    }

    /// As PyTorch does it since 2.1 for types without storages of their own.
    @Test
    void aTensorSaysWhatAnUntypedStorageHolds() throws IOException {
        PickleWriter pickle =
                protocol2()
                        .ops("}")
                        .text("w")
                        .global("torch._utils", "_rebuild_tensor_v3")
                        .ops("((")
                        .text("storage")
                        .global("torch.storage", "UntypedStorage")
                        .text("0")
                        .text("cpu")
                        .whole(24)
                        .ops("tQ")
                        .whole(1)
                        .tuple(2)
                        .tuple(3)
                        .bytes(0x89)
                        .ops("}")
                        .global("torch", "uint16")
                        .ops("tRs");
        byte[] storage = new byte[24];
        storage[2] = 7;
        try (Checkpoint checkpoint = Checkpoint.open(write(pickle.stop(), storage))) {
            StoredTensor w = Objects.requireNonNull(checkpoint.tensors().get("w"));
            assertThat(w.type()).hasToString("U16");
            assertThat(w.segment().byteSize()).isEqualTo(8);
            assertThat(w.segment().get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 7);
        }
    }
}
