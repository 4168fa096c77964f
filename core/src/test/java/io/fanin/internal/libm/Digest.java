package io.fanin.internal.libm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of arrays in little-endian order, as `hashlib.sha256(array.tobytes())` gives it.
final class Digest {
    private Digest() {}

    static String of(double[] values) {
        byte[] bytes = new byte[values.length * Double.BYTES];
        littleEndian(bytes).asDoubleBuffer().put(values);
        return of(bytes);
    }

    static String of(float[] values) {
        byte[] bytes = new byte[values.length * Float.BYTES];
        littleEndian(bytes).asFloatBuffer().put(values);
        return of(bytes);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
