package io.fanin.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One safetensors file for each rule, which it breaks.
class BadSafetensorsTest {
    @TempDir private Path folder;

    private static byte[] file(long length, String header, int data) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + bytes.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(bytes)
                .array();
    }

    private static BadFile header(String complaint, String header, int data) {
        int length = header.getBytes(StandardCharsets.UTF_8).length;
        return new BadFile(complaint, "a.safetensors", file(length, header, data));
    }

    private static BadFile tensor(String complaint, String entry, int data) {
        return header("tensor \"w\": " + complaint, "{\"w\":" + entry + "}", data);
    }

    private static String entry(String type, String shape, String offsets) {
        return "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}"
                .formatted(type, shape, offsets);
    }

    private static BadFile start(String complaint, long length, String header) {
        return new BadFile(complaint, "a.safetensors", file(length, header, 0));
    }

    static Stream<BadFile> lengths() {
        return Stream.of(
                new BadFile(
                        "its 0 bytes do not hold the header's length, 8 bytes", "a.safetensors"),
                new BadFile(
                        "its 7 bytes do not hold the header's length, 8 bytes",
                        "a.safetensors",
                        new byte[7]),
                start(
                        "the header's length of 18446744073709551615 bytes exceeds the limit of"
                                + " 100000000",
                        -1,
                        "{}"),
                start(
                        "the header's length of 9223372036854775807 bytes exceeds the limit of"
                                + " 100000000",
                        Long.MAX_VALUE,
                        "{}"),
                start(
                        "the header's length of 100000001 bytes exceeds the limit of 100000000",
                        100_000_001,
                        "{}"),
                start(
                        "the header of 100000000 bytes reaches past the file's end at byte 10",
                        100_000_000,
                        "{}"),
                start("the header of 3 bytes reaches past the file's end at byte 10", 3, "{}"),
                start("the header does not begin with {", 0, ""),
                start("the header does not begin with {", 0, "{}"),
                start("the header does not begin with {", 3, " {}"));
    }

    static Stream<BadFile> json() {
        String deep = "{\"w\":{\"x\":" + "[".repeat(200);
        return Stream.of(
                header(
                        "header: line 1, column 2: Unexpected end-of-input: expected close marker"
                                + " for Object",
                        "{",
                        0),
                header(
                        "header: line 1, column 110: tensor \"w\": Document nesting depth (101) exceeds the maximum allowed (100)",
                        deep,
                        0),
                header(
                        "header: line 1, column 4: expected nothing but spaces after the object",
                        "{} {}",
                        0),
                header(
                        "header: line 1, column 3: Illegal character ((CTRL-CHAR, code 0)): only regular white space (\\r, \\n, \\t) is allowed between tokens",
                        "{}\0",
                        0),
                header(
                        "header: line 1, column 6: tensor \"w\": expected an object with dtype, shape and data_offsets; got 1",
                        "{\"w\":1}",
                        0),
                header(
                        "header: line 1, column 54: \"w\" stands twice",
                        "{\"w\":"
                                + entry("U8", "[1]", "[0,1]")
                                + ",\"w\":"
                                + entry("U8", "[1]", "[1,2]")
                                + "}",
                        2),
                new BadFile(
                        "header: line 1: expected JSON, but this is not UTF-8 text",
                        "a.safetensors",
                        "\6\0\0\0\0\0\0\0{\"\u00FF\":1".getBytes(StandardCharsets.ISO_8859_1)),
                header(
                        "header: line 1, column 17: expected an object of strings; got an array",
                        "{\"__metadata__\":[]}",
                        0),
                header(
                        "header: line 1, column 22: expected a string; got 1",
                        "{\"__metadata__\":{\"a\":1}}",
                        0),
                header(
                        "header: line 1, column 30: __metadata__ has \"a\" twice",
                        "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}",
                        0),
                header(
                        "header: line 1, column 20: \"__metadata__\" stands twice",
                        "{\"__metadata__\":{},\"__metadata__\":{}}",
                        0));
    }

    static Stream<BadFile> entries() {
        return Stream.of(
                tensor("has no dtype", "{\"shape\":[],\"data_offsets\":[0,1]}", 1),
                tensor("has no shape", "{\"dtype\":\"U8\",\"data_offsets\":[0,1]}", 1),
                tensor("has no data_offsets", "{\"dtype\":\"U8\",\"shape\":[]}", 1),
                tensor(
                        "dtype stands twice",
                        "{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}",
                        1),
                tensor(
                        "dtype \"float\\u000ax\" is unknown; known are F64, F32, F16, BF16, F8_E4M3,"
                                + " F8_E5M2, C64, I64, I32, I16, I8, U64, U32, U16, U8, BOOL",
                        entry("float\\nx", "[]", "[0,1]"),
                        1),
                header(
                        "header: line 1, column 29: tensor \"w\": expected a whole number of 0 to 2^63 - 1; got -1",
                        "{\"w\":" + entry("U8", "[-1]", "[0,1]") + "}",
                        1),
                header(
                        "header: line 1, column 29: tensor \"w\": expected a whole number of 0 to 2^63 - 1; got 1.0",
                        "{\"w\":" + entry("U8", "[1.0]", "[0,1]") + "}",
                        1),
                header(
                        "header: line 1, column 29: tensor \"w\": expected a whole number of 0 to 2^63 - 1; got 9223372036854775808",
                        "{\"w\":" + entry("U8", "[9223372036854775808]", "[0,1]") + "}",
                        1),
                header(
                        "header: line 1, column 29: tensor \"w\": expected a whole number of 0 to 2^63 - 1; got an array",
                        "{\"w\":" + entry("U8", "[[1]]", "[0,1]") + "}",
                        1),
                header(
                        "header: line 1, column 28: tensor \"w\": expected an array of whole numbers; got 4",
                        "{\"w\":" + entry("U8", "4", "[0,1]") + "}",
                        1),
                header(
                        "header: line 1, column 221: tensor \"w\": expected an array of at most 64 numbers",
                        "{\"w\":" + entry("U8", ones(65), "[0,1]") + "}",
                        1),
                header(
                        "header: line 1, column 52: tensor \"w\": expected an array of at most 2 numbers",
                        "{\"w\":" + entry("U8", "[1]", "[0,1,2]") + "}",
                        1),
                tensor(
                        "data_offsets must be [begin, end] with begin ≤ end; got [1]",
                        entry("U8", "[1]", "[1]"),
                        1),
                tensor(
                        "data_offsets must be [begin, end] with begin ≤ end; got [1, 0]",
                        entry("U8", "[1]", "[1,0]"),
                        1),
                tensor(
                        "shape [4611686018427387904, 4] of F32 takes more than 2^63 - 1 bytes",
                        entry("F32", "[4611686018427387904,4]", "[0,4]"),
                        4),
                tensor(
                        "shape [4294967296, 4294967296] of U8 takes more than 2^63 - 1 bytes",
                        entry("U8", "[4294967296,4294967296]", "[0,0]"),
                        0),
                tensor(
                        "shape [0, 4294967296, 4294967296] of U8 takes more than 2^63 - 1 bytes",
                        entry("U8", "[0,4294967296,4294967296]", "[0,0]"),
                        0),
                tensor(
                        "offsets [0, 4) hold 4 bytes, shape [2, 2] of F32 needs 16",
                        entry("F32", "[2,2]", "[0,4]"),
                        4),
                tensor(
                        "offsets [0, 1099511627776) reach past the file's end: its data are 4 bytes",
                        entry("U8", "[1099511627776]", "[0,1099511627776]"),
                        4),
                tensor(
                        "offsets [4, 8) leave a gap: the data before ends at 0",
                        entry("F32", "[1]", "[4,8]"),
                        8),
                header(
                        "the tensors end at byte 4 of the data, the file at 5; bytes that belong"
                                + " to no tensor are refused",
                        "{\"w\":" + entry("F32", "[1]", "[0,4]") + "}",
                        5),
                header(
                        "tensor \"b\": offsets [2, 6) overlap the tensor before, which ends at 4",
                        "{\"b\":"
                                + entry("F32", "[1]", "[2,6]")
                                + ",\"a\":"
                                + entry("F32", "[1]", "[0,4]")
                                + "}",
                        6));
    }

    private static String ones(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return Arrays.toString(ones);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"lengths", "json", "entries"})
    void aFileThatBreaksARuleIsRefusedWithTheWholeMessage(BadFile file) throws IOException {
        file.assertRefused(folder);
    }
}
