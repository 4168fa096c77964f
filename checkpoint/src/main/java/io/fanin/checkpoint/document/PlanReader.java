package io.fanin.checkpoint.document;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.checkpoint.json.JsonValue;
import io.fanin.internal.require.Nearest;
import io.fanin.law.Law;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Region;
import io.fanin.plan.Step;
import io.fanin.random.Position;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// Reads a plan: its tensors, then its steps along the stream.
final class PlanReader {
    private static final List<String> MEMBERS =
            List.of("format", "version", "model", "recipe", "torch", "seed", "tensors", "steps");
    private static final List<String> TENSOR_MEMBERS =
            List.of("name", "storage", "dtype", "shape", "layer", "role");
    private static final List<String> STEP_MEMBERS =
            List.of(
                    "pass",
                    "storage",
                    "rows",
                    "scheme",
                    "law",
                    "drawn",
                    "position",
                    "waiting",
                    "words",
                    "dead");

    private final SequencedMap<String, PlannedTensor> tensors = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final StepChain chain;

    private PlanReader(TorchVersion version) {
        chain = new StepChain(version);
    }

    static Plan read(JsonValue json) throws BadFileException {
        Checked.format(json, PlanFile.FORMAT, PlanFile.VERSION);
        json.requireOnly(MEMBERS);
        String model = json.get("model").text();
        String recipe = json.get("recipe").text();
        TorchVersion version = Checked.text(json.get("torch"), TorchVersion::parse);
        OptionalLong seed =
                json.has("seed")
                        ? OptionalLong.of(json.get("seed").integer())
                        : OptionalLong.empty();
        PlanReader reader = new PlanReader(version);
        for (JsonValue each : json.get("tensors").items()) {
            reader.readTensor(each);
        }
        for (JsonValue each : json.get("steps").items()) {
            reader.readStep(each);
        }
        return Checked.at(
                json,
                () ->
                        new Plan(
                                model,
                                recipe,
                                version,
                                seed,
                                List.copyOf(reader.tensors.values()),
                                reader.steps));
    }

    private void readTensor(JsonValue json) throws BadFileException {
        json.requireOnly(TENSOR_MEMBERS);
        String name = json.get("name").text();
        String storage = json.has("storage") ? json.get("storage").text() : name;
        PlannedTensor tensor =
                new PlannedTensor(
                        name,
                        storage,
                        json.get("layer").text(),
                        Checked.role(json),
                        Checked.dtype(json.get("dtype")),
                        json.get("shape").shape());
        if (tensors.putIfAbsent(name, tensor) != null) {
            throw json.get("name").bad("tensor " + Quoted.of(name) + " is there twice");
        }
    }

    private void readStep(JsonValue json) throws BadFileException {
        json.requireOnly(STEP_MEMBERS);
        PlannedTensor tensor = storage(json.get("storage"));
        Region region = json.has("rows") ? rows(json.get("rows")) : new Region.Whole();
        Shape shape =
                Checked.at(
                        json.has("rows") ? json.get("rows") : json,
                        () -> region.shape(tensor.shape()));
        Law law = LawJson.read(json.get("law"));
        DType drawn = json.has("drawn") ? Checked.dtype(json.get("drawn")) : tensor.dtype();
        Position start = json.has("position") ? position(json) : chain.end();
        Checked.at(json.get("law"), () -> chain.after(law, shape, drawn, start));
        long words =
                Checked.at(
                        json.find("position").orElse(json),
                        () -> chain.add(law, shape, drawn, start));
        if (json.has("words") && json.get("words").integer() != words) {
            throw json.get("words")
                    .wrong(
                            words
                                    + " (or no position and words in all steps: they follow from"
                                    + " the laws)");
        }
        steps.add(
                new Step(
                        json.get("pass").text(),
                        tensor.name(),
                        region,
                        json.get("scheme").text(),
                        law,
                        drawn,
                        start,
                        words,
                        json.has("dead") && json.get("dead").flag()));
    }

    private PlannedTensor storage(JsonValue json) throws BadFileException {
        String name = json.text();
        PlannedTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw json.bad(
                    "no tensor is called "
                            + Quoted.of(name)
                            + (tensors.isEmpty()
                                    ? ""
                                    : "; the nearest is "
                                            + Quoted.of(
                                                    Nearest.to(
                                                            Quoted.line(name), tensors.keySet()))));
        }
        if (tensor.isTied()) {
            throw json.bad(
                    Quoted.of(name)
                            + " is tied to "
                            + Quoted.of(tensor.storage())
                            + "; fill that one");
        }
        return tensor;
    }

    private static Region rows(JsonValue json) throws BadFileException {
        List<JsonValue> ends = json.items();
        if (ends.size() != 2) {
            throw json.wrong("the numbers of the first row and of the one after the last");
        }
        long from = ends.get(0).integer();
        long to = ends.get(1).integer();
        return Checked.at(json, () -> new Region.Rows(from, to));
    }

    private static Position position(JsonValue json) throws BadFileException {
        long words = json.get("position").integer();
        long waiting = json.has("waiting") ? json.get("waiting").integer() : Position.NONE;
        return Checked.at(
                json.get(json.has("waiting") ? "waiting" : "position"),
                () -> new Position(words, waiting));
    }
}
