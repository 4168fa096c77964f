package io.fanin.benchmarks.run;

import io.fanin.benchmarks.Comparison;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// All that a run gave.
record Results(
        Machine machine,
        Effort effort,
        List<Comparison> comparisons,
        List<Measurement> measurements,
        List<ColdProcess> coldProcesses,
        List<ModelTime> models) {
    Results {
        comparisons = List.copyOf(comparisons);
        measurements = List.copyOf(measurements);
        coldProcesses = List.copyOf(coldProcesses);
        models = List.copyOf(models);
    }

    /// The measurement of a benchmark with these parameters.
    Optional<Measurement> of(Class<?> benchmark, Map<String, ?> parameters) {
        return measurements.stream()
                .filter(m -> m.trial().benchmark().equals(benchmark))
                .filter(m -> m.trial().has(parameters))
                .findFirst();
    }

    /// The measurement of a trial's benchmark with some of its parameters changed.
    Optional<Measurement> with(Trial trial, Map<String, ?> others) {
        Map<String, Object> parameters = new HashMap<>(trial.parameters());
        parameters.putAll(others);
        return of(trial.benchmark(), parameters);
    }

    /// The median of what was timed of a model.
    OptionalDouble model(String model, String what) {
        return models.stream()
                .filter(each -> each.model().equals(model) && each.what().equals(what))
                .mapToDouble(ModelTime::median)
                .findFirst();
    }

    /// The median of the faster of the Python processes that draw a law.
    OptionalDouble coldPython(String law) {
        return coldProcesses.stream()
                .filter(process -> process.isPython() && process.law().equals(law))
                .mapToDouble(ColdProcess::median)
                .min();
    }
}
