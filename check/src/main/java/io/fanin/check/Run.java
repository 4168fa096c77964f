package io.fanin.check;

import io.fanin.check.comparison.Comparison;
import io.fanin.check.contract.Contract;
import io.fanin.check.law.LawTest;
import io.fanin.check.recognition.Recognizer;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Recognition;
import io.fanin.check.report.Report;
import io.fanin.check.report.Statistics;
import io.fanin.check.report.TensorReport;
import io.fanin.check.report.Verdict;
import io.fanin.check.rule.Digest;
import io.fanin.check.rule.FileRule;
import io.fanin.check.rule.Rules;
import io.fanin.check.rule.Subject;
import io.fanin.check.rule.TensorRule;
import io.fanin.check.scale.ScaleRules;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.Held;
import io.fanin.check.scan.Scan;
import io.fanin.check.spectrum.MatrixSpectrum;
import io.fanin.check.untrained.UntrainedRules;
import io.fanin.model.inference.LayerGuess;
import io.fanin.model.inference.LayerInference;
import io.fanin.plan.Plan;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// One run of a check: tensor by tensor, then what only shows between them.
final class Run {
    private final Settings settings;
    private final Recognizer recognizer;
    private final List<TensorRule> tensorRules;
    private final List<FileRule> fileRules;
    private final Optional<Contract> contract;
    private final Optional<Comparison> comparison;
    private final Map<String, LayerGuess> guesses;
    private final long total;
    private long done;

    /// What is kept of a tensor once it is read.
    private record Seen(
            Held held,
            String layer,
            Optional<Digest> digest,
            Optional<Statistics> statistics,
            Map<TensorRule, List<Finding>> findings) {}

    Run(Settings settings) {
        this.settings = settings;
        TorchVersion version = settings.plan.map(Plan::version).orElse(TorchVersion.V1_13);
        LawTest tests = new LawTest(version);
        this.recognizer = new Recognizer(tests);
        this.tensorRules = joined(Rules.ofTensors(), UntrainedRules.ofTensors(recognizer));
        this.fileRules =
                joined(joined(Rules.ofFiles(), ScaleRules.ofFiles()), UntrainedRules.ofFiles());
        this.contract =
                settings.plan.map(plan ->
                        Contract.of(
                                plan,
                                settings.tensors,
                                tests,
                                plan.seed().isPresent() && !settings.laws,
                                settings.alpha));
        this.comparison =
                settings.other.map(other ->
                        Comparison.of(settings.tensors, other, settings.laws, settings.alpha));
        SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
        settings.tensors.forEach(each -> shapes.put(each.name(), each.shape()));
        this.guesses = LayerInference.infer(shapes);
        this.total =
                contract.map(Contract::bytes).orElse(0L)
                        + settings.tensors.stream()
                                .flatMap(each -> each.tensor().stream())
                                .mapToLong(Run::bytes)
                                .sum();
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static long bytes(Tensor tensor) {
        return tensor.shape().count() * tensor.dtype().bytes();
    }

    Report report() {
        contract.ifPresent(each -> each.compareBits(this::tell));
        List<Seen> seen = readAll();
        List<Digest> digests = seen.stream().flatMap(each -> each.digest.stream()).toList();
        Decision decision =
                settings.expectation
                        .map(given -> new Decision(given, "as was said"))
                        .orElseGet(() -> Decision.of(digests));
        List<Finding> findings = new ArrayList<>();
        contract.ifPresent(each -> findings.addAll(together(each.findings())));
        comparison.ifPresent(each -> findings.addAll(together(each.findings())));
        for (Seen each : seen) {
            each.findings.forEach((rule, found) -> {
                if (rule.isFor(decision.expectation())) {
                    findings.addAll(found);
                }
            });
        }
        for (FileRule rule : fileRules) {
            findings.addAll(rule.look(digests, decision.expectation()));
        }
        Map<String, Verdict> verdicts =
                contract.map(Contract::verdicts)
                        .or(() -> comparison.map(Comparison::verdicts))
                        .orElse(Map.of());
        return new Report(
                decision.expectation(),
                decision.reason(),
                findings.stream()
                        .filter(each -> !settings.allowed.contains(each.kind()))
                        .sorted(Comparator.comparing(Finding::severity).reversed())
                        .toList(),
                seen.stream().map(each -> report(each, verdicts)).toList());
    }

    /// What is said of one tensor each in the same words becomes one finding about all of them: a
    /// file of another dtype is one defect, not one of each tensor.
    private static List<Finding> together(List<Finding> findings) {
        Map<Finding, List<String>> tensors = new LinkedHashMap<>();
        for (Finding each : findings) {
            boolean isOfOne = each.tensors().size() == 1 && each.rows().isEmpty();
            tensors.computeIfAbsent(
                            isOfOne ? each.with(List.of(), List.of()) : each,
                            _ -> new ArrayList<>())
                    .addAll(each.tensors());
        }
        return tensors.entrySet().stream()
                .map(each -> each.getKey().with(each.getValue(), each.getKey().rows()))
                .toList();
    }

    private TensorReport report(Seen seen, Map<String, Verdict> verdicts) {
        Held held = seen.held;
        return new TensorReport(
                held.name(),
                held.storage(),
                held.type(),
                held.shape(),
                seen.layer,
                seen.digest.map(Digest::recognition),
                Optional.ofNullable(verdicts.get(held.name())),
                seen.statistics);
    }

    private List<Seen> readAll() {
        return settings.tensors.parallelStream().map(this::read).toList();
    }

    private Seen read(Held held) {
        LayerGuess guess = Objects.requireNonNull(guesses.get(held.name()));
        if (held.tensor().isEmpty()) {
            comparison.ifPresent(each -> each.look(held));
            return new Seen(held, guess.type(), Optional.empty(), Optional.empty(), Map.of());
        }
        Tensor tensor = held.tensor().get();
        Figures figures = Scan.of(tensor);
        Recognition recognition = recognizer.of(tensor, figures, guess);
        contract.ifPresent(each -> each.look(held.name(), tensor, figures, recognition));
        comparison.ifPresent(each -> each.look(held, tensor, figures));
        Subject subject =
                new Subject(held.name(), held.storage(), tensor, guess, figures, recognition);
        Map<TensorRule, List<Finding>> findings = new LinkedHashMap<>();
        for (TensorRule rule : tensorRules) {
            List<Finding> found = rule.look(subject);
            if (!found.isEmpty()) {
                findings.put(rule, found);
            }
        }
        tell(bytes(tensor));
        return new Seen(
                held,
                guess.type(),
                Optional.of(subject.digest()),
                settings.hasStatistics
                        ? Optional.of(statistics(tensor, figures))
                        : Optional.empty(),
                findings);
    }

    private synchronized void tell(long bytes) {
        done += bytes;
        settings.progress.at(done, total);
    }

    private static Statistics statistics(Tensor tensor, Figures figures) {
        return new Statistics(
                figures.count(),
                figures.moments().mean(),
                figures.moments().std(),
                figures.min(),
                figures.max(),
                figures.zeros(),
                figures.denormals(),
                figures.nan(),
                figures.infinite(),
                figures.moments().skewness(),
                figures.moments().kurtosis(),
                MatrixSpectrum.of(tensor, figures));
    }
}
