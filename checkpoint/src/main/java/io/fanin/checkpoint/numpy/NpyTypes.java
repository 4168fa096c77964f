package io.fanin.checkpoint.numpy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.file.Quoted;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// NumPy's codes of types: a byte order, a letter, a size.
final class NpyTypes {
    private static final Map<String, ElementType> CODES =
            Map.ofEntries(
                    Map.entry("f8", ElementType.F64),
                    Map.entry("f4", ElementType.F32),
                    Map.entry("f2", ElementType.F16),
                    Map.entry("c8", ElementType.C64),
                    Map.entry("c16", ElementType.C128),
                    Map.entry("i8", ElementType.I64),
                    Map.entry("i4", ElementType.I32),
                    Map.entry("i2", ElementType.I16),
                    Map.entry("i1", ElementType.I8),
                    Map.entry("u8", ElementType.U64),
                    Map.entry("u4", ElementType.U32),
                    Map.entry("u2", ElementType.U16),
                    Map.entry("u1", ElementType.U8),
                    Map.entry("b1", ElementType.BOOL));

    private NpyTypes() {}

    static ElementType of(String descr, Function<String, BadFileException> bad)
            throws BadFileException {
        char order = descr.isEmpty() ? ' ' : descr.charAt(0);
        String code = "<>|".indexOf(order) >= 0 ? descr.substring(1) : descr;
        String dtype = "dtype " + Quoted.of(descr);
        if (code.startsWith("O")) {
            throw bad.apply(
                    dtype + " holds Python objects, which are pickles; only numbers are read");
        }
        if (code.startsWith("V")) {
            throw bad.apply(
                    dtype
                            + " holds raw bytes, as NumPy saves bfloat16 and other types that it"
                            + " lacks; save them as float32, or in a safetensors file");
        }
        ElementType type = CODES.get(code);
        if (type == null) {
            throw bad.apply(
                    dtype
                            + " is unknown; known are "
                            + String.join(", ", new TreeMap<>(CODES).keySet()));
        }
        if (order == '>' && type.bytes() > 1) {
            throw bad.apply(
                    dtype
                            + " is big-endian, which can't be read in place; save"
                            + " array.astype(\"<"
                            + code
                            + "\")");
        }
        return type;
    }
}
