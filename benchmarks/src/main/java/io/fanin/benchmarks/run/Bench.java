package io.fanin.benchmarks.run;

import io.fanin.benchmarks.Comparison;
import io.fanin.benchmarks.Libtorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.openjdk.jmh.runner.RunnerException;

/// What `./bench` runs. Only a run of everything, with its full effort, replaces the results that
/// are filed.
public final class Bench {
    /// A part that can be asked for by name.
    enum Section {
        COMPARE,
        FILL,
        SMALL,
        SLICE,
        ORTHOGONAL,
        SCAN,
        COLD,
        MODEL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Path home;
    private final Effort effort;
    private final Suite suite;
    private final Set<Section> sections;

    private Bench(Path home, boolean quick, long size, Set<Section> sections) {
        this.home = home;
        this.effort = quick ? Effort.QUICK : Effort.FULL;
        this.suite = new Suite(quick, size);
        this.sections = sections;
    }

    /// @param arguments the folder of this module, then what the user gave
    public static void main(String[] arguments)
            throws IOException, RunnerException, InterruptedException {
        Path home = Path.of(arguments[0]);
        boolean quick = false;
        long size = Suite.SIZE;
        Path out = null;
        Set<Section> sections = EnumSet.noneOf(Section.class);
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            boolean last = i + 1 == arguments.length;
            if (argument.equals("--quick")) {
                quick = true;
            } else if (argument.equals("--size")
                    && !last
                    && arguments[i + 1].matches("[0-9]{1,12}")) {
                size = Long.parseLong(arguments[++i]);
            } else if (argument.equals("--out") && !last) {
                out = Path.of(arguments[++i]);
            } else {
                List<Section> named =
                        List.of(Section.values()).stream()
                                .filter(section -> section.word().equals(argument))
                                .toList();
                if (named.isEmpty()) {
                    usage(argument);
                    return;
                }
                sections.addAll(named);
            }
        }
        boolean all = sections.isEmpty();
        boolean filed = all && !quick && size == Suite.SIZE;
        if (out == null) {
            out = home.resolve(filed ? "results" : "target/results");
        }
        Bench bench = new Bench(home, quick, size, all ? EnumSet.allOf(Section.class) : sections);
        System.exit(bench.run(out) ? 0 : 1);
    }

    private static void usage(String argument) {
        boolean help = argument.equals("--help") || argument.equals("-h");
        String names =
                String.join(", ", List.of(Section.values()).stream().map(Section::word).toList());
        if (!help) {
            System.err.println("bench: what is " + argument + "?");
        }
        (help ? System.out : System.err)
                .println(
                        """
                        Usage: ./bench [--quick] [--size VALUES] [--out FOLDER] [NAME...]
                        Times Fanin's fills and files beside PyTorch's, once it has compared what they write.
                          --quick         fewer cases and one fork: minutes instead of a quarter of an hour
                          --size VALUES   values of the large fills, 67108864 unless said; such as 268435456
                          --out FOLDER    where results.json and results.md go
                        Names: %s; all unless said.
                        A full run of everything replaces benchmarks/results, any other benchmarks/target/results.\
                        """
                                .formatted(names));
        System.exit(help ? 0 : 2);
    }

    /// @return whether all bits were the same
    private boolean run(Path out) throws IOException, RunnerException, InterruptedException {
        List<Comparison> comparisons = new ArrayList<>();
        // A model's bits are compared by tests.
        boolean fills = !sections.equals(EnumSet.of(Section.MODEL));
        for (Supplier<Comparison> next :
                fills ? suite.comparisons() : List.<Supplier<Comparison>>of()) {
            Comparison comparison = next.get();
            comparisons.add(comparison);
            say(
                    Table.format(
                            comparison.agrees()
                                    ? "same bits: %s, %,d values"
                                    : "DIFFERING: %s, %,d values: %,d",
                            comparison.what(),
                            comparison.values(),
                            comparison.differing()));
        }
        List<Trial> trials = new ArrayList<>();
        if (sections.contains(Section.FILL)) {
            trials.addAll(suite.fills());
            trials.addAll(suite.smallerFills());
        }
        if (sections.contains(Section.SMALL)) {
            trials.addAll(suite.small());
        }
        if (sections.contains(Section.SLICE)) {
            trials.addAll(suite.slices());
        }
        if (sections.contains(Section.ORTHOGONAL)) {
            trials.addAll(suite.orthogonals());
        }
        if (sections.contains(Section.SCAN)) {
            trials.addAll(suite.scans());
        }
        Harness harness = new Harness(effort, home.resolve("target/logs"));
        List<Measurement> measurements = new ArrayList<>();
        for (Trial trial : trials) {
            Measurement measurement = harness.run(trial);
            measurements.add(measurement);
            say(
                    Table.format(
                            "%d/%d %s: %,.1f ns (%,.1f to %,.1f)",
                            measurements.size(),
                            trials.size(),
                            trial,
                            measurement.median(),
                            measurement.least(),
                            measurement.most()));
        }
        List<ColdProcess> cold = List.of();
        if (sections.contains(Section.COLD)) {
            say("cold processes");
            cold = new ColdStart(home.resolve("target/cold")).run(effort);
        }
        List<ModelTime> models = List.of();
        if (sections.contains(Section.MODEL)) {
            say("models");
            models =
                    new ModelFiles(home.resolve("target/models"), home.resolveSibling("fanin"))
                            .run(effort);
        }
        Results results =
                new Results(
                        Machine.here(Libtorch.capability()),
                        effort,
                        comparisons,
                        measurements,
                        cold,
                        models);
        Files.createDirectories(out);
        Files.writeString(out.resolve("results.json"), ResultsJson.write(results));
        String tables = ResultsTables.write(results);
        Files.writeString(out.resolve("results.md"), tables);
        System.out.print(tables);
        say("written to " + out);
        return comparisons.stream().allMatch(Comparison::agrees);
    }

    private static void say(String text) {
        System.err.println("bench: " + text);
    }
}
