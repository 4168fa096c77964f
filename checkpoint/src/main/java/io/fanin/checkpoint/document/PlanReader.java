package io.fanin.checkpoint.document;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.json.JsonValue;
import io.fanin.law.Law;
import io.fanin.model.Role;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Region;
import io.fanin.plan.Step;
import io.fanin.random.Position;
import io.fanin.random.Sampler;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;

/// Reads a plan: its tensors, then its steps along the stream.
final class PlanReader {
    private final SequencedMap<String, PlannedTensor> tensors = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final TorchVersion version;
    private final Sampler sampler;

    /// Where the stream stands.
    private Position end = Position.START;

    /// What a copy must have in common with a step before it.
    private record Drawn(Law law, Shape shape, DType dtype, Position position) {}

    private final Set<Drawn> originals = new HashSet<>();

    private PlanReader(TorchVersion version) {
        this.version = version;
        // How far a law moves the stream is the same for every seed.
        this.sampler = new TorchCpu(version, 0);
    }

    static Plan read(JsonValue json) throws BadFileException {
        Checked.format(json, PlanFile.FORMAT, PlanFile.VERSION);
        json.only(
                List.of(
                        "format", "version", "model", "recipe", "torch", "seed", "tensors",
                        "steps"));
        return new PlanReader(Checked.text(json.get("torch"), TorchVersion::parse)).plan(json);
    }

    private Plan plan(JsonValue json) throws BadFileException {
        for (JsonValue each : json.get("tensors").items()) {
            readTensor(each);
        }
        for (JsonValue each : json.get("steps").items()) {
            readStep(each);
        }
        String model = json.get("model").text();
        String recipe = json.get("recipe").text();
        OptionalLong seed =
                json.has("seed")
                        ? OptionalLong.of(json.get("seed").integer())
                        : OptionalLong.empty();
        return Checked.at(
                json,
                () ->
                        new Plan(
                                model,
                                recipe,
                                version,
                                seed,
                                List.copyOf(tensors.values()),
                                List.copyOf(steps)));
    }

    private void readTensor(JsonValue json) throws BadFileException {
        json.only(List.of("name", "storage", "dtype", "shape", "layer", "role"));
        String name = json.get("name").text();
        String storage = json.has("storage") ? json.get("storage").text() : name;
        DType dtype = Checked.text(json.get("dtype"), Names::dtype);
        Shape shape = json.get("shape").shape();
        String layer = json.get("layer").text();
        Optional<Role> role =
                json.has("role")
                        ? Optional.of(Checked.text(json.get("role"), Names::role))
                        : Optional.empty();
        if (!storage.equals(name)) {
            requireTie(json, storage, dtype, shape);
        }
        PlannedTensor tensor =
                Checked.at(json, () -> new PlannedTensor(name, storage, layer, role, dtype, shape));
        if (tensors.putIfAbsent(name, tensor) != null) {
            throw json.get("name").defect("tensor \"" + name + "\" is there already");
        }
    }

    /// A tied tensor is its storage under another name.
    private void requireTie(JsonValue json, String storage, DType dtype, Shape shape)
            throws BadFileException {
        PlannedTensor first = storage(json);
        if (first.dtype() != dtype || !first.shape().equals(shape)) {
            throw json.defect(
                    "is tied to \""
                            + storage
                            + "\", so it must be "
                            + first.dtype().torchName()
                            + " of shape "
                            + first.shape()
                            + "; got "
                            + dtype.torchName()
                            + " of shape "
                            + shape);
        }
    }

    /// The tensor that a member `storage` names.
    private PlannedTensor storage(JsonValue json) throws BadFileException {
        String name = json.get("storage").text();
        PlannedTensor tensor = tensors.get(name);
        if (tensor == null || !tensor.storage().equals(name)) {
            throw json.get("storage")
                    .wrong(
                            tensor == null
                                    ? "the name of a tensor listed before"
                                    : "\"" + tensor.storage() + "\", which holds it");
        }
        return tensor;
    }

    private void readStep(JsonValue json) throws BadFileException {
        json.only(
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
                        "dead"));
        String pass = json.get("pass").text();
        PlannedTensor tensor = storage(json);
        Region region = json.has("rows") ? rows(json.get("rows")) : new Region.Whole();
        Shape shape =
                Checked.at(
                        json.has("rows") ? json.get("rows") : json,
                        () -> region.shape(tensor.shape()));
        String scheme = json.get("scheme").text();
        Law law = LawJson.read(json.get("law"));
        DType drawn =
                json.has("drawn") ? Checked.text(json.get("drawn"), Names::dtype) : tensor.dtype();
        boolean dead = json.has("dead") && json.get("dead").flag();
        Position start = position(json);
        Position after = Checked.at(json.get("law"), () -> sampler.after(law, shape, drawn, start));
        long words = after.words() - start.words();
        if (start.equals(end)) {
            end = after;
        } else {
            words = 0;
            requireCopy(json, new Drawn(law, shape, drawn, start));
        }
        originals.add(new Drawn(law, shape, drawn, start));
        if (json.has("words") && json.get("words").integer() != words) {
            throw json.get("words").wrong(Long.toString(words));
        }
        long moved = words;
        steps.add(
                Checked.at(
                        json,
                        () ->
                                new Step(
                                        pass,
                                        tensor.name(),
                                        region,
                                        scheme,
                                        law,
                                        drawn,
                                        start,
                                        moved,
                                        dead)));
    }

    private static Region rows(JsonValue json) throws BadFileException {
        List<JsonValue> ends = json.items();
        if (ends.size() != 2) {
            throw json.wrong("two row numbers: the first row and the one after the last");
        }
        long from = ends.get(0).integer();
        long to = ends.get(1).integer();
        return Checked.at(json, () -> new Region.Rows(from, to));
    }

    /// Where the step begins: as it says, or else where the one before ended.
    private Position position(JsonValue json) throws BadFileException {
        if (!json.has("position")) {
            return end;
        }
        long words = json.get("position").integer();
        long waiting = json.has("waiting") ? json.get("waiting").integer() : Position.NONE;
        return Checked.at(json, () -> new Position(words, waiting));
    }

    private void requireCopy(JsonValue json, Drawn copy) throws BadFileException {
        if (!originals.contains(copy)) {
            throw json.get("position")
                    .wrong(
                            print(end)
                                    + ", where the step before ended, or that of an earlier step"
                                    + " with the same law, shape and dtype, which it copies");
        }
    }

    private static String print(Position position) {
        return position.waiting() == Position.NONE
                ? Long.toString(position.words())
                : position.words() + " with \"waiting\": " + position.waiting();
    }
}
