package io.fanin.benchmarks.run;

import java.util.List;

/// How long whole processes took that did the same.
///
/// @param law such as `uniform`
/// @param what such as `Fanin, scalar kernels`, or [#PYTHON]
/// @param command what was started, without the way to it
/// @param seconds of each process, start-up included
record ColdProcess(String law, String what, String command, List<Double> seconds) {
    static final String PYTHON = "Python";

    ColdProcess {
        seconds = List.copyOf(seconds);
    }

    double median() {
        return Statistics.median(seconds);
    }

    double least() {
        return seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double most() {
        return seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    boolean isPython() {
        return what.equals(PYTHON);
    }
}
