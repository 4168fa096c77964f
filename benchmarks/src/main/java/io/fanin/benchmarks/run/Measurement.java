package io.fanin.benchmarks.run;

import java.util.List;

/// What a trial gave.
///
/// @param nanos of one fill, for each iteration of each fork
/// @param allocated bytes on the Java heap by one fill; NaN where the JVM can't tell
record Measurement(Trial trial, List<Double> nanos, double allocated) {
    Measurement {
        nanos = List.copyOf(nanos);
    }

    double median() {
        return Statistics.median(nanos);
    }

    double least() {
        return nanos.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double most() {
        return nanos.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /// Bytes allocated by one fill, to print; nothing where they aren't known.
    String allocatedText() {
        return Double.isNaN(allocated) ? "" : Table.format("%,.0f", allocated);
    }
}
