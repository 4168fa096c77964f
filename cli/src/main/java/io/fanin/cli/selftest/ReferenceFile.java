package io.fanin.cli.selftest;

import io.fanin.cli.BadFileException;
import io.fanin.cli.selftest.ReferenceCase.Expected;
import io.fanin.cli.selftest.ReferenceCase.Step;
import io.fanin.random.TorchVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What the real PyTorch drew, as `reference/make_reference.py` writes it.
record ReferenceFile(TorchVersion version, List<ReferenceCase> cases) {

    /// @param name how messages call the file
    static ReferenceFile read(String name, InputStream stream)
            throws IOException, BadFileException {
        JsonValue root = JsonValue.read(name, stream);
        TorchVersion version;
        try {
            version = TorchVersion.parse(root.get("torch").text());
        } catch (IllegalArgumentException e) {
            throw new BadFileException(name + ": " + e.getMessage());
        }
        List<ReferenceCase> cases = new ArrayList<>();
        for (JsonValue each : root.get("cases").items()) {
            cases.add(readCase(each));
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
            List<String> bits = new ArrayList<>();
            for (JsonValue word : tensor.get("bits").items()) {
                bits.add(word.text());
            }
            tensors.put(
                    each.getKey(),
                    new Expected(tensor.get("shape").shape(), tensor.get("sha256").text(), bits));
        }
        return new ReferenceCase(
                value.get("id").text(),
                value.get("seed").integer(),
                steps,
                op.equals("module") ? value.get("args").text() : "",
                tensors,
                value.get("next").text());
    }

    private static Step step(JsonValue value) throws BadFileException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (value.has("args")) {
            for (Map.Entry<String, JsonValue> each : value.get("args").members().entrySet()) {
                arguments.put(each.getKey(), each.getValue().scalar());
            }
        }
        String dtype = value.has("dtype") ? value.get("dtype").text() : "f32";
        return new Step(value.get("op").text(), arguments, value.get("shape").shape(), dtype);
    }
}
