package io.fanin.model.architecture;

import io.fanin.model.Buffer;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.reference.ReferenceJson;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// What a model holds, as lines such as `fc.weight f32 [1000, 512]`; and digests.
final class ModelTensors {
    private static final int DIGEST = 16;

    private ModelTensors() {}

    /// In the order of `state_dict`, without memory for any.
    static List<String> of(Layer model) {
        List<String> lines = new ArrayList<>();
        walk("", model, lines);
        return lines;
    }

    private static void walk(String prefix, Layer layer, List<String> lines) {
        for (Parameter each : layer.parameters()) {
            lines.add(line(prefix + each.name(), each.dtype(), each.shape()));
        }
        for (Buffer each : layer.buffers()) {
            lines.add(line(prefix + each.name(), each.dtype(), each.shape()));
        }
        layer.children().forEach((name, child) -> walk(prefix + name + ".", child, lines));
    }

    private static String line(String name, DType dtype, Shape shape) {
        return name + " " + dtype.name().toLowerCase(Locale.ROOT) + " " + shape;
    }

    /// The same from a reference file.
    static List<String> of(ReferenceJson tensors) {
        return tensors.items().stream()
                .map(each ->
                        each.at(0).text()
                                + " "
                                + each.at(1).text()
                                + " "
                                + Shape.of(each.at(2).integers()))
                .toList();
    }

    static String digest(Tensor tensor) {
        MessageDigest sha256 = sha256();
        long bytes = tensor.shape().count() * tensor.dtype().bytes();
        sha256.update(tensor.segment().asSlice(0, bytes).asByteBuffer());
        return HexFormat.of().formatHex(sha256.digest()).substring(0, DIGEST);
    }

    static String digest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
