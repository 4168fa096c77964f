package io.fanin.cli.plan;

import io.fanin.checkpoint.file.Quoted;
import io.fanin.cli.ByteCount;
import io.fanin.cli.NameList;
import io.fanin.cli.TextTable;
import io.fanin.init.FanMode;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Region;
import io.fanin.plan.Step;
import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.tensor.Shape;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// A plan in words: a table for each pass, then totals, ties and cautions.
final class PlanTable {
    private final Plan plan;
    private final Map<String, PlannedTensor> tensors = new HashMap<>();

    PlanTable(Plan plan) {
        this.plan = plan;
        plan.tensors().forEach(each -> tensors.put(each.name(), each));
    }

    void print(PrintWriter out) {
        out.println(
                Quoted.line(plan.model())
                        + " by "
                        + Quoted.line(plan.recipe())
                        + ", bits of PyTorch "
                        + plan.version()
                        + (plan.seed().isPresent()
                                ? ", seed " + Long.toUnsignedString(plan.seed().getAsLong())
                                : ", no seed"));
        passes().forEach((pass, steps) -> {
            out.println();
            out.println("pass " + Quoted.line(pass));
            table(steps).print(out);
        });
        out.println();
        printTotals(out);
        printUnfilled(out);
        plan.tensors().stream()
                .filter(PlannedTensor::isTied)
                .forEach(each ->
                        out.println(
                                "tie: "
                                        + Quoted.line(each.name())
                                        + " is "
                                        + Quoted.line(each.storage())));
        cautions()
                .forEach((caution, names) ->
                        out.println("caution: " + caution + " (" + new NameList(names) + ")"));
    }

    private SequencedMap<String, List<Step>> passes() {
        SequencedMap<String, List<Step>> passes = new LinkedHashMap<>();
        plan.steps()
                .forEach(step ->
                        passes.computeIfAbsent(step.pass(), _ -> new ArrayList<>()).add(step));
        return passes;
    }

    private TextTable table(List<Step> steps) {
        TextTable table =
                new TextTable(
                        "tensor",
                        "shape",
                        "dtype",
                        "scheme",
                        "law",
                        ">fan in",
                        ">fan out",
                        ">gain",
                        ">words",
                        ">from word",
                        "");
        for (Step step : steps) {
            PlannedTensor tensor = tensor(step);
            Shape shape = step.region().shape(tensor.shape());
            boolean hasFans = shape.rank() >= 2;
            Scheme scheme = Scheme.of(step.scheme());
            table.row(
                    Quoted.line(step.storage())
                            + (step.region() instanceof Region.Whole ? "" : " " + step.region()),
                    shape.toString(),
                    dtype(step, tensor),
                    Quoted.line(scheme.text()),
                    Quoted.line(step.law().toString()),
                    hasFans ? String.valueOf(FanMode.FAN_IN.of(shape)) : "",
                    hasFans ? String.valueOf(FanMode.FAN_OUT.of(shape)) : "",
                    scheme.gain(),
                    count(step.words()),
                    step.law().isRandom() ? from(step.position()) : "",
                    step.dead() ? "overwritten" : "");
        }
        return table;
    }

    private PlannedTensor tensor(Step step) {
        PlannedTensor tensor = tensors.get(step.storage());
        return tensor == null ? plan.tensor(step.storage()) : tensor;
    }

    private static String dtype(Step step, PlannedTensor tensor) {
        String stored = tensor.dtype().torchName();
        return step.drawn() == tensor.dtype()
                ? stored
                : stored + " from " + step.drawn().torchName();
    }

    private static String from(Position position) {
        return count(position.words()) + (position.waiting() == Position.NONE ? "" : "+");
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private void printTotals(PrintWriter out) {
        long buffers = plan.tensors().stream().filter(each -> each.role().isEmpty()).count();
        out.println(
                count(plan.parameters())
                        + " parameters in "
                        + count(plan.tensors().size() - buffers)
                        + " tensors"
                        + (buffers == 0 ? "" : ", and " + count(buffers) + " buffers")
                        + ": "
                        + new ByteCount(plan.bytes()));
        out.println(
                count(plan.words())
                        + " words of the stream"
                        + (plan.deadWords() == 0
                                ? ""
                                : ", "
                                        + count(plan.deadWords())
                                        + " of them skipped: a later pass overwrites what they"
                                        + " draw"));
        if (plan.steps().stream().anyMatch(step -> step.position().waiting() != Position.NONE)) {
            out.println("+: a second normal waits from the pair before");
        }
    }

    private void printUnfilled(PrintWriter out) {
        List<String> unfilled =
                plan.unfilled().stream().map(each -> Quoted.line(each.name())).toList();
        if (!unfilled.isEmpty()) {
            out.println("never filled, so 0: " + new NameList(unfilled));
        }
    }

    private SequencedMap<String, List<String>> cautions() {
        TorchCpu sampler = new TorchCpu(plan.version(), plan.seed().orElse(0));
        SequencedMap<String, List<String>> cautions = new LinkedHashMap<>();
        plan.steps().stream()
                .filter(step -> !step.dead())
                .forEach(step ->
                        sampler.caution(step.law(), step.drawn())
                                .ifPresent(caution ->
                                        cautions.computeIfAbsent(caution, _ -> new ArrayList<>())
                                                .add(Quoted.line(step.storage()))));
        return cautions;
    }
}
