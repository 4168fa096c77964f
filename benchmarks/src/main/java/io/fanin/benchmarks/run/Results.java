package io.fanin.benchmarks.run;

import io.fanin.benchmarks.Comparison;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a run gave.
record Results(
        Machine machine,
        Effort effort,
        List<Comparison> comparisons,
        List<Measurement> measurements,
        List<ColdProcess> coldProcesses) {
    Results {
        comparisons = List.copyOf(comparisons);
        measurements = List.copyOf(measurements);
        coldProcesses = List.copyOf(coldProcesses);
    }

    /// The measurement of a benchmark with these parameters.
    Optional<Measurement> of(Class<?> benchmark, Map<String, ?> parameters) {
        return measurements.stream()
                .filter(m -> m.trial().benchmark().equals(benchmark))
                .filter(m -> m.trial().has(parameters))
                .findFirst();
    }

    Optional<ColdProcess> cold(String what) {
        return coldProcesses.stream().filter(process -> process.what().equals(what)).findFirst();
    }
}
