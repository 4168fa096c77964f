package io.fanin.cli.selftest;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.json.JsonValue;
import io.fanin.cli.selftest.ReferenceCase.Expected;
import io.fanin.cli.selftest.ReferenceCase.Step;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What the real PyTorch drew, as `reference/make_reference.py` writes it.
record ReferenceFile(TorchVersion version, List<ReferenceCase> cases) {

    private static final Pattern BITS = Pattern.compile("[0-9a-f]{4,16}");

    /// @param name how messages call the file
    static ReferenceFile read(String name, InputStream stream)
            throws IOException, BadFileException {
        JsonValue root = JsonValue.read(name, stream);
        TorchVersion version;
        try {
            version = TorchVersion.parse(root.get("torch").text());
        } catch (IllegalArgumentException e) {
            throw root.get("torch").bad(String.valueOf(e.getMessage()));
        }
        List<ReferenceCase> cases = new ArrayList<>();
        for (JsonValue each : root.get("cases").items()) {
            cases.add(readCase(each));
        }
        if (cases.isEmpty()) {
            throw root.get("cases").wrong("at least one case");
        }
        return new ReferenceFile(version, List.copyOf(cases));
    }

    private static ReferenceCase readCase(JsonValue value) throws BadFileException {
        String op = value.get("op").text();
        List<Step> steps = new ArrayList<>();
        if (op.equals("program")) {
            for (JsonValue step : value.get("steps").items()) {
                steps.add(step(step));
            }
        } else if (!op.equals("module")) {
            steps.add(step(value));
        }
        SequencedMap<String, Expected> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> each : value.get("tensors").members().entrySet()) {
            JsonValue tensor = each.getValue();
            Shape shape = tensor.get("shape").shape();
            List<String> bits = bits(tensor.get("bits"), shape);
            tensors.put(each.getKey(), new Expected(shape, tensor.get("sha256").text(), bits));
        }
        return new ReferenceCase(
                value.get("id").text(),
                value.get("seed").integer(),
                steps,
                op.equals("module") ? value.get("args").text() : "",
                tensors,
                value.get("next").text());
    }

    /// `"transposed": true` stands for `tensor.transpose(0, 1)`, `"columns": k` for `tensor[:,
    /// :k]`.
    private static Function<Tensor, Tensor> view(JsonValue value, Shape shape)
            throws BadFileException {
        boolean transposed = value.has("transposed") && value.get("transposed").flag();
        boolean narrowed = value.has("columns");
        if ((transposed || narrowed) && shape.rank() < 2) {
            throw value.get("shape").wrong("2 or more sizes where a view is taken");
        }
        if (transposed) {
            return tensor -> tensor.transpose(0, 1);
        }
        if (narrowed) {
            long columns = value.get("columns").integer();
            if (columns < 0 || columns > shape.dim(1)) {
                throw value.get("columns").wrong("a number in [0, " + shape.dim(1) + "]");
            }
            return tensor -> tensor.narrow(1, 0, columns);
        }
        return tensor -> tensor;
    }

    private static List<String> bits(JsonValue value, Shape shape) throws BadFileException {
        List<String> bits = new ArrayList<>();
        for (JsonValue word : value.items()) {
            if (!BITS.matcher(word.text()).matches()) {
                throw word.wrong("4 to 16 hexadecimal digits");
            }
            bits.add(word.text());
        }
        long count = shape.count();
        if (bits.size() != count && (bits.size() != Replay.KEPT || count < Replay.KEPT)) {
            throw value.wrong(
                    count
                            + " values"
                            + (count > Replay.KEPT ? ", or of the first and last 8" : ""));
        }
        return bits;
    }

    private static Step step(JsonValue value) throws BadFileException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (value.has("args")) {
            for (Map.Entry<String, JsonValue> each : value.get("args").members().entrySet()) {
                arguments.put(each.getKey(), each.getValue().scalar());
            }
        }
        String dtype = value.has("dtype") ? value.get("dtype").text() : "f32";
        Shape shape = value.get("shape").shape();
        return new Step(value.get("op").text(), arguments, shape, dtype, view(value, shape));
    }
}
