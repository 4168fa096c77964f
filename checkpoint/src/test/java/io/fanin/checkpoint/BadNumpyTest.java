package io.fanin.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One .npy file for each rule, which it breaks.
class BadNumpyTest {
    @TempDir private Path folder;

    /// A file of version 1.0 with four bytes of data.
    static byte[] file(String dictionary) {
        byte[] text = dictionary.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(10 + text.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(start(1, 0))
                .putShort((short) text.length)
                .put(text)
                .array();
    }

    private static byte[] start(int major, int minor, int... more) {
        byte[] bytes = new byte[8 + more.length];
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) major, (byte) minor};
        System.arraycopy(magic, 0, bytes, 0, magic.length);
        for (int i = 0; i < more.length; i++) {
            bytes[magic.length + i] = (byte) more[i];
        }
        return bytes;
    }

    private static BadFile bytes(String complaint, byte... content) {
        return new BadFile(complaint, "a.npy", content);
    }

    private static BadFile dictionary(String complaint, String dictionary) {
        return bytes(complaint, file(dictionary));
    }

    private static BadFile character(int number, String complaint, String dictionary) {
        return dictionary("the .npy header, character " + number + ": " + complaint, dictionary);
    }

    private static BadFile array(String complaint, String type, String shape) {
        return dictionary(
                complaint,
                "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(type, shape));
    }

    static Stream<BadFile> starts() {
        return Stream.of(
                bytes("does not begin as .npy files do, with \\x93NUMPY and a version"),
                bytes("does not begin as .npy files do, with \\x93NUMPY and a version", (byte) 1),
                bytes(".npy version 4.0 is unknown; known are 1.0, 2.0 and 3.0", start(4, 0)),
                bytes(".npy version 255.1 is unknown; known are 1.0, 2.0 and 3.0", start(255, 1)),
                bytes(".npy version 1.1 is unknown; known are 1.0, 2.0 and 3.0", start(1, 1)),
                bytes("ends after 9 bytes, within the .npy header", start(1, 0, 9)),
                bytes("ends after 10 bytes, within the .npy header", start(2, 0, 9, 0)),
                bytes(
                        "the .npy header of 9 bytes from byte 10 on reaches past the end at byte 10",
                        start(1, 0, 9, 0)),
                bytes(
                        "the .npy header's length of 4294967295 bytes exceeds the limit of 65535",
                        start(3, 0, 255, 255, 255, 255)));
    }

    static Stream<BadFile> dictionaries() {
        return Stream.of(
                character(1, "expected {", ""),
                character(1, "expected {", "[]"),
                character(2, "expected a string without escapes", "{"),
                character(2, "expected a string without escapes", "{'descr"),
                character(2, "expected a string without escapes", "{'de\\x73cr': '<f4'}"),
                character(9, "expected :", "{'descr', }"),
                character(10, "has an unknown key \"order\"", "{'order': 1}"),
                character(32, "has 'descr' twice", "{'descr': '<f4', 'descr': '<f8'}"),
                character(19, "expected True or False", "{'fortran_order': true}"),
                character(11, "expected (", "{'shape': [1]}"),
                character(12, "expected a whole number of 0 to 2^63 - 1", "{'shape': (-1,)}"),
                character(
                        12,
                        "expected a whole number of 0 to 2^63 - 1",
                        "{'shape': (9223372036854775808,)}"),
                character(14, "expected a comma or )", "{'shape': (1 2)}"),
                character(14, "expected a tuple such as (4,)", "{'shape': (1)}"),
                character(140, "expected at most 64 sizes", "{'shape': (" + "1,".repeat(65) + ")}"),
                character(11, "expected a string without escapes", "{'descr': __import__('os')}"),
                character(
                        59,
                        "goes on after its end",
                        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), } #"),
                dictionary("the .npy header has no 'descr'", "{}"),
                dictionary("the .npy header has no 'fortran_order'", "{'descr': '<f4'}"),
                dictionary(
                        "the .npy header has no 'shape'",
                        "{'descr': '<f4', 'fortran_order': False}"));
    }

    static Stream<BadFile> arrays() {
        String known =
                " is unknown; known are b1, c16, c8, f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8";
        return Stream.of(
                array("dtype \"\"" + known, "", "(1,)"),
                array("dtype \"<f3\"" + known, "<f3", "(1,)"),
                array("dtype \"<\"" + known, "<", "(1,)"),
                array(
                        "the file has 4 bytes after its .npy header, shape [2] of F32 needs 8",
                        "<f4",
                        "(2,)"),
                array(
                        "the file has 4 bytes after its .npy header, shape [3] of U8 needs 3",
                        "|u1",
                        "(3,)"),
                array(
                        "the file has 4 bytes after its .npy header, shape [1099511627776] of F64"
                                + " needs 8796093022208",
                        "<f8",
                        "(1099511627776,)"),
                array(
                        "shape [4611686018427387904, 4] of F32 takes more than 2^63 - 1 bytes",
                        "<f4",
                        "(4611686018427387904, 4)"));
    }

    static Stream<BadFile> byNumpy() throws IOException {
        String known =
                " is unknown; known are b1, c16, c8, f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8";
        return Stream.of(
                numpy(
                        "dtype \">f4\" is big-endian, which can't be read in place; save"
                                + " array.astype(\"<f4\")",
                        "big-endian"),
                numpy(
                        "dtype \"|O\" holds Python objects, which are pickles; only numbers are read",
                        "objects"),
                numpy(
                        "holds records (a structured dtype); only arrays of plain numbers are read",
                        "records"),
                numpy(
                        "dtype \"|V2\" holds raw bytes, as NumPy saves bfloat16 and other types that"
                                + " it lacks; save them as float32, or in a safetensors file",
                        "raw"),
                numpy("dtype \"<U2\"" + known, "text"),
                numpy("dtype \"<M8[s]\"" + known, "dates"),
                numpy("dtype \"<f16\"" + known, "long-double"));
    }

    private static BadFile numpy(String complaint, String name) throws IOException {
        return bytes(
                complaint,
                Files.readAllBytes(
                        Path.of("../reference/data/numpy").resolve("refused-" + name + ".npy")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"starts", "dictionaries", "arrays", "byNumpy"})
    void aFileThatBreaksARuleIsRefusedWithTheWholeMessage(BadFile file) throws IOException {
        file.assertRefused(folder);
    }
}
