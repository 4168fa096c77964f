package io.fanin.checkpoint.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.reference.ReferenceFiles;
import io.fanin.tensor.Shape;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ONNX models: one that PyTorch exported, others field by field.
class OnnxFileTest {
    private static final int DIMS = 1;
    private static final int TYPE = 2;
    private static final int FLOAT_DATA = 4;
    private static final int INT32_DATA = 5;
    private static final int INITIALIZER = 5;
    private static final int INT64_DATA = 7;
    private static final int NAME = 8;
    private static final int RAW_DATA = 9;
    private static final int DOUBLE_DATA = 10;
    private static final int UINT64_DATA = 11;
    private static final int EXTERNAL_DATA = 13;
    private static final int DATA_LOCATION = 14;

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    @TempDir private Path folder;

    private Path write(byte[] model) throws IOException {
        return Files.write(folder.resolve("m.onnx"), model);
    }

    private static Consumer<ProtoWriter> tensor(Consumer<ProtoWriter> content) {
        return graph -> graph.message(INITIALIZER, content);
    }

    private void assertRefused(byte[] model, String message) throws IOException {
        Path file = write(model);
        assertThatThrownBy(() -> Checkpoint.open(file))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + ": " + message);
    }

    private void assertRefused(Consumer<ProtoWriter> content, String message) throws IOException {
        assertRefused(ProtoWriter.model(tensor(content)), message);
    }

    private static StoredTensor only(Checkpoint checkpoint) {
        assertThat(checkpoint.tensors()).hasSize(1);
        return checkpoint.tensors().firstEntry().getValue();
    }

    private static String hex(StoredTensor tensor) {
        return HexFormat.of().formatHex(tensor.segment().toArray(ValueLayout.JAVA_BYTE));
    }

    @Test
    void aModelOfPyTorchHoldsItsTensors() throws IOException {
        String name = "onnx-files/cnn.onnx";
        try (Checkpoint checkpoint = Checkpoint.open(ReferenceFiles.path(name))) {
            ReferenceFiles.assertTensors(name, checkpoint.tensors());
            assertThat(checkpoint.format()).isEqualTo(".onnx");
            assertThat(checkpoint.metadata())
                    .containsEntry("ir_version", "7")
                    .containsEntry("producer_name", "pytorch")
                    .containsEntry("producer_version", "1.13.0")
                    .containsEntry("opset", "14");
            assertThat(checkpoint.tensors().values())
                    .allSatisfy(each -> assertThat(each.segment().isMapped()).isTrue());
        }
    }

    @Test
    void packedFloatsLieInPlace() throws IOException {
        byte[] model =
                ProtoWriter.model(
                        tensor(t ->
                                t.packed(DIMS, 1, 2)
                                        .varint(TYPE, FLOAT)
                                        .text(NAME, "w")
                                        .bytes(FLOAT_DATA, ProtoWriter.floats(1.5f, -2))));
        try (Checkpoint checkpoint = Checkpoint.open(write(model))) {
            StoredTensor w = only(checkpoint);
            assertThat(w.shape()).isEqualTo(Shape.of(1, 2));
            assertThat(w.segment().isMapped()).isTrue();
            assertThat(w.tensor().get(1)).isEqualTo(-2);
        }
    }

    @Test
    void floatsOneByOneAreGathered() throws IOException {
        byte[] model =
                ProtoWriter.model(
                        tensor(t ->
                                t.fixed32(FLOAT_DATA, 1.5f)
                                        .varint(DIMS, 3)
                                        .bytes(FLOAT_DATA, ProtoWriter.floats(-2))
                                        .fixed32(FLOAT_DATA, 7)
                                        .varint(TYPE, FLOAT)
                                        .text(NAME, "w")));
        try (Checkpoint checkpoint = Checkpoint.open(write(model))) {
            StoredTensor w = only(checkpoint);
            assertThat(w.tensor().get(0)).isEqualTo(1.5);
            assertThat(w.tensor().get(1)).isEqualTo(-2);
            assertThat(w.tensor().get(2)).isEqualTo(7);
        }
    }

    /// Two numbers each: what they are in the element type, little-endian.
    @ParameterizedTest
    @CsvSource({
        "2, U8, 5, 200, 1, c801",
        "3, I8, 5, -1, 1, ff01",
        "4, U16, 5, 65535, 1, ffff0100",
        "5, I16, 5, -2, 1, feff0100",
        "6, I32, 5, -2, 1, feffffff01000000",
        "7, I64, 7, -2, 1, feffffffffffffff0100000000000000",
        "9, BOOL, 5, 1, 0, 0100",
        "10, F16, 5, 15360, 48128, 003c00bc",
        "12, U32, 11, 4294967295, 1, ffffffff01000000",
        "13, U64, 11, -1, 1, ffffffffffffffff0100000000000000",
        "16, BF16, 5, 16256, 1, 803f0100",
        "17, F8_E4M3, 5, 56, 1, 3801",
        "19, F8_E5M2, 5, 60, 1, 3c01",
    })
    void numbersBecomeElements(
            int code, ElementType type, int field, long first, long second, String expected)
            throws IOException {
        Consumer<ProtoWriter> head = t -> t.varint(DIMS, 2).varint(TYPE, code).text(NAME, "w");
        byte[] packed =
                ProtoWriter.model(tensor(head.andThen(t -> t.packed(field, first, second))));
        byte[] single =
                ProtoWriter.model(
                        tensor(head.andThen(t -> t.varint(field, first).varint(field, second))));
        for (byte[] model : new byte[][] {packed, single}) {
            try (Checkpoint checkpoint = Checkpoint.open(write(model))) {
                assertThat(only(checkpoint).type()).isEqualTo(type);
                assertThat(hex(only(checkpoint))).isEqualTo(expected);
            }
        }
    }

    @Test
    void doublesAndComplexNumbersAreRead() throws IOException {
        byte[] model =
                ProtoWriter.model(g ->
                        g.message(
                                        INITIALIZER,
                                        t ->
                                                t.varint(DIMS, 1)
                                                        .varint(TYPE, 11)
                                                        .text(NAME, "d")
                                                        .bytes(
                                                                DOUBLE_DATA,
                                                                ProtoWriter.doubles(0.1)))
                                .message(
                                        INITIALIZER,
                                        t ->
                                                t.varint(DIMS, 1)
                                                        .varint(TYPE, 14)
                                                        .text(NAME, "c")
                                                        .bytes(
                                                                FLOAT_DATA,
                                                                ProtoWriter.floats(1, 2))));
        try (Checkpoint checkpoint = Checkpoint.open(write(model))) {
            StoredTensor d = Objects.requireNonNull(checkpoint.tensors().get("d"));
            StoredTensor c = Objects.requireNonNull(checkpoint.tensors().get("c"));
            assertThat(d.tensor().get(0)).isEqualTo(0.1);
            assertThat(c.type()).isEqualTo(ElementType.C64);
            assertThat(hex(c)).isEqualTo("0000803f00000040");
        }
    }

    private static Consumer<ProtoWriter> external(String name, String... keysAndValues) {
        return t -> {
            t.varint(DIMS, 2).varint(TYPE, FLOAT).text(NAME, name).varint(DATA_LOCATION, 1);
            for (int i = 0; i < keysAndValues.length; i += 2) {
                String key = keysAndValues[i];
                String value = keysAndValues[i + 1];
                t.message(EXTERNAL_DATA, e -> e.text(1, key).text(2, value));
            }
        };
    }

    @Test
    void externalDataIsMappedFromBesideTheModel() throws IOException {
        Files.createDirectory(folder.resolve("parts"));
        Files.write(folder.resolve("parts/w.bin"), ProtoWriter.floats(1, 2, 3, 4));
        byte[] model =
                ProtoWriter.model(g ->
                        g.message(INITIALIZER, external("a", "location", "parts/w.bin"))
                                .message(
                                        INITIALIZER,
                                        external(
                                                "b",
                                                "location",
                                                "parts/w.bin",
                                                "offset",
                                                "8",
                                                "length",
                                                "8"))
                                .message(INITIALIZER, external("c", "location", "parts/w.bin")));
        try (Checkpoint checkpoint = Checkpoint.open(write(model))) {
            StoredTensor b = Objects.requireNonNull(checkpoint.tensors().get("b"));
            assertThat(b.tensor().get(0)).isEqualTo(3);
            assertThat(b.segment().isMapped()).isTrue();
            assertThat(checkpoint.tensors().values().stream().map(StoredTensor::storage))
                    .containsExactly("a", "b", "a");
        }
    }

    @Test
    void externalDataLiesInTheFolderOfTheModel() throws IOException {
        Path outside = Files.createTempFile("outside", ".bin");
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.write(folder.resolve("short"), new byte[12]);
        String start = "tensor \"w\": external data ";
        for (String location : new String[] {"../w.bin", "/etc/passwd", "a/../w.bin", "", "."}) {
            assertRefused(
                    external("w", "location", location),
                    start
                            + "in \""
                            + location
                            + "\"; expected a file in the model's folder, without \"..\"");
        }
        assertRefused(
                external("w", "location", "link"),
                start + "in \"link\", a link that leaves the model's folder; copy the file there");
        assertRefused(
                external("w", "location", "none"),
                start + "in \"none\", which is no file beside the model");
        assertRefused(
                external("w", "location", "a\0b"),
                start + "in \"a\\u0000b\": Nul character not allowed");
        assertRefused(
                external("w", "location", "short", "offset", "8"),
                start + "of 8 bytes from byte 8 on reach past the 12 bytes of \"short\"");
        assertRefused(
                external("w", "location", "short", "length", "12"),
                start + "of 12 bytes; its shape needs 8");
        assertRefused(
                external("w", "location", "short", "offset", "-1"),
                "tensor \"w\": external data: offset must be a count of bytes; got \"-1\"");
        Files.delete(outside);
    }

    @Test
    void valuesAreAsManyAsTheShapeNeeds() throws IOException {
        assertRefused(
                t ->
                        t.varint(DIMS, 2)
                                .varint(TYPE, FLOAT)
                                .text(NAME, "w")
                                .bytes(RAW_DATA, new byte[4]),
                "tensor \"w\": raw_data holds 4 bytes, shape [2] of F32 needs 8");
        assertRefused(
                t ->
                        t.varint(DIMS, 2)
                                .varint(TYPE, INT64)
                                .text(NAME, "w")
                                .packed(INT64_DATA, 1, 2, 3),
                "tensor \"w\": the field of its type holds 3 numbers, shape [2] of I64 needs 2");
        assertRefused(
                t -> t.varint(DIMS, 2).varint(TYPE, INT64).text(NAME, "w"),
                "tensor \"w\": the field of its type holds 0 numbers, shape [2] of I64 needs 2");
        assertRefused(
                t ->
                        t.varint(DIMS, 1L << 40)
                                .varint(DIMS, 1L << 40)
                                .varint(TYPE, FLOAT)
                                .text(NAME, "w"),
                "tensor \"w\": shape [1099511627776, 1099511627776] of F32 takes more than 2^63 - 1"
                        + " bytes");
        assertRefused(
                t -> t.varint(DIMS, -1).varint(TYPE, FLOAT).text(NAME, "w"),
                "tensor \"w\": shape [-1] has a negative size");
        assertRefused(
                t -> t.text(NAME, "w").packed(DIMS, new long[65]),
                "tensor \"w\": has more than 64 dimensions");
    }

    @Test
    void valuesAreInOnePlace() throws IOException {
        assertRefused(
                t ->
                        t.varint(TYPE, FLOAT)
                                .text(NAME, "w")
                                .bytes(RAW_DATA, new byte[4])
                                .fixed32(FLOAT_DATA, 1),
                "tensor \"w\": has values in raw_data and in the field of its type");
        assertRefused(
                external("w", "location", "x").andThen(t -> t.bytes(RAW_DATA, new byte[8])),
                "tensor \"w\": has values in this file and in another");
    }

    @Test
    void aNumberFitsItsType() throws IOException {
        assertRefused(
                t -> t.varint(TYPE, 2).text(NAME, "w").varint(INT32_DATA, 256),
                "tensor \"w\": the number 256 does not fit 8 bits");
        assertRefused(
                t -> t.varint(TYPE, 12).text(NAME, "w").varint(UINT64_DATA, 1L << 32),
                "tensor \"w\": the number 4294967296 does not fit 32 bits");
    }

    @Test
    void stringsAndSmallTypesAreRefused() throws IOException {
        assertRefused(
                t -> t.varint(TYPE, 8).text(NAME, "w"),
                "tensor \"w\": ONNX's data type 8 is not read");
        assertRefused(
                t -> t.varint(TYPE, 22).text(NAME, "w"),
                "tensor \"w\": ONNX's data type 22 is not read");
        assertRefused(
                t -> t.text(NAME, "w").text(6, "a"),
                "tensor \"w\": segments and strings are not read");
        assertRefused(
                ProtoWriter.model(g -> g.message(15, _ -> {})),
                "has sparse initializers, which are not read");
    }

    @Test
    void namesAreThereAndComeOnce() throws IOException {
        assertRefused(
                t -> t.varint(TYPE, FLOAT).fixed32(FLOAT_DATA, 1), "initializer 0 has no name");
        Consumer<ProtoWriter> w =
                tensor(t -> t.varint(TYPE, FLOAT).text(NAME, "w").fixed32(FLOAT_DATA, 1));
        assertRefused(ProtoWriter.model(w.andThen(w)), "initializer \"w\" comes twice");
    }

    @Test
    void brokenProtobufIsRefused() throws IOException {
        byte[] model = ProtoWriter.model(tensor(t -> t.text(NAME, "w")));
        assertRefused(
                Arrays.copyOf(model, model.length - 1),
                "byte 4: field 7 needs 5 bytes; 4 are left");
        assertRefused(
                new byte[] {8, 7, 0x3a, 1, 0x0b}, "byte 4: field 1 has the unknown wire type 3");
        assertRefused(new byte[] {8, 7, 0x3a, 1, 0x02}, "byte 4: field number 0 is out of range");
        assertRefused(new byte[] {8, 7, 0x3a, 1, (byte) 0x80}, "byte 4: a number is cut off");
        assertRefused(new byte[] {8, 7, 0x38, 1}, "byte 4: field 7 has wire type 0; expected 2");
        assertRefused(new byte[] {8, 7}, "is no ONNX model: it has no graph");
        byte[] long11 = new byte[12];
        Arrays.fill(long11, (byte) 0x80);
        long11[0] = 8;
        assertRefused(long11, "byte 1: a number takes more than 10 bytes");
        assertRefused(
                ProtoWriter.model(
                        tensor(t ->
                                t.varint(TYPE, FLOAT)
                                        .text(NAME, "w")
                                        .bytes(FLOAT_DATA, new byte[3]))),
                "byte 13: 3 bytes of field 4 are no numbers of 4");
    }
}
