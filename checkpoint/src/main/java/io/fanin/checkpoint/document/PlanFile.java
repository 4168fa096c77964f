package io.fanin.checkpoint.document;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.PartFile;
import io.fanin.checkpoint.json.JsonValue;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Region;
import io.fanin.plan.Step;
import io.fanin.random.Position;
import io.fanin.tensor.DType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Plans as JSON files, one tensor or step a line. `docs/plan-format.md` says what they hold.
///
/// A plan that is written and read again is equal to the first.
public final class PlanFile {
    static final String FORMAT = "fanin-plan";
    static final long VERSION = 1;

    private PlanFile() {}

    /// Reads a plan and checks all that it says: storages, regions, laws and dtypes, and that every
    /// step begins where the one before ended.
    ///
    /// @throws BadFileException if the file is no plan of a version that is read, or a part of it
    ///   does not agree with another
    /// @throws IOException if it can't be read
    public static Plan read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(file.toString(), stream);
        }
    }

    /// @param name how messages call it
    public static Plan read(String name, InputStream stream) throws IOException {
        return PlanReader.read(JsonValue.read(name, stream));
    }

    /// Writes a plan; the file appears under its name only when it is complete.
    public static void write(Plan plan, Path file) throws IOException {
        PartFile.write(file, write(plan));
    }

    /// Writes a plan as [#writeWithoutPositions(Plan)] has it; the file appears under its name only
    /// when it is complete.
    public static void writeWithoutPositions(Plan plan, Path file) throws IOException {
        PartFile.write(file, writeWithoutPositions(plan));
    }

    /// The plan as JSON.
    ///
    /// @throws IllegalArgumentException if a step does not begin where the one before ended, as in
    ///   a part of a plan
    public static String write(Plan plan) {
        return write(plan, true);
    }

    /// The plan as JSON without what follows from the laws and their order: where steps begin, and
    /// how many words they take. A law changed in such a file changes one line, so that it is the
    /// form to edit and compare by hand. Reading it gives the same plan.
    public static String writeWithoutPositions(Plan plan) {
        return write(plan, false);
    }

    private static String write(Plan plan, boolean positions) {
        List<String> members = new ArrayList<>();
        members.add("\"format\": \"" + FORMAT + "\"");
        members.add("\"version\": " + VERSION);
        members.add("\"model\": " + JsonLine.quoted(plan.model()));
        members.add("\"recipe\": " + JsonLine.quoted(plan.recipe()));
        members.add("\"torch\": \"" + plan.version() + '"');
        plan.seed().ifPresent(seed -> members.add("\"seed\": " + Long.toUnsignedString(seed)));
        members.add(
                "\"tensors\": ["
                        + JsonLine.list(
                                plan.tensors().stream().map(PlanFile::tensor).toList(), "    ")
                        + "]");
        members.add("\"steps\": [" + JsonLine.list(steps(plan, positions), "    ") + "]");
        return "{\n  " + String.join(",\n  ", members) + "\n}\n";
    }

    private static String tensor(PlannedTensor tensor) {
        JsonLine line = new JsonLine().text("name", tensor.name());
        if (!tensor.storage().equals(tensor.name())) {
            line.text("storage", tensor.storage());
        }
        line.text("dtype", tensor.dtype().torchName())
                .raw("shape", tensor.shape().toString())
                .text("layer", tensor.layer());
        tensor.role().ifPresent(role -> line.text("role", role.toString()));
        return line.toString();
    }

    private static List<String> steps(Plan plan, boolean positions) {
        Map<String, PlannedTensor> tensors = new HashMap<>();
        plan.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
        StepChain chain = new StepChain(plan.version());
        List<String> lines = new ArrayList<>();
        for (Step step : plan.steps()) {
            PlannedTensor tensor = Objects.requireNonNull(tensors.get(step.storage()));
            boolean isPlaced = positions || chain.isCopy(step.position());
            try {
                chain.add(
                        step.law(),
                        step.region().shape(tensor.shape()),
                        step.drawn(),
                        step.position());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "step " + lines.size() + ": position " + e.getMessage(), e);
            }
            lines.add(step(step, tensor.dtype(), isPlaced));
        }
        return lines;
    }

    private static String step(Step step, DType stored, boolean isPlaced) {
        JsonLine line = new JsonLine().text("pass", step.pass()).text("storage", step.storage());
        if (step.region() instanceof Region.Rows(long from, long to)) {
            line.raw("rows", "[" + from + ", " + to + "]");
        }
        line.text("scheme", step.scheme()).raw("law", LawJson.write(step.law()));
        if (step.drawn() != stored) {
            line.text("drawn", step.drawn().torchName());
        }
        if (isPlaced) {
            line.number("position", step.position().words());
            if (step.position().waiting() != Position.NONE) {
                line.number("waiting", step.position().waiting());
            }
            line.number("words", step.words());
        }
        if (step.dead()) {
            line.raw("dead", "true");
        }
        return line.toString();
    }
}
