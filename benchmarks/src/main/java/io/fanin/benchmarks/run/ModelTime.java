package io.fanin.benchmarks.run;

import java.util.List;

/// How long it took to make a model.
///
/// @param model such as `vgg11`
/// @param what such as [#WHOLE]
/// @param command what was started, without the way to it
/// @param seconds of each time
/// @param peak the most memory that a process held, in bytes; 0 where it is not known
record ModelTime(String model, String what, String command, List<Double> seconds, long peak) {
    static final String PYTHON = "PyTorch's constructor alone, nothing written";
    static final String PYTHON_PROCESS = "all of Python's process, nothing written";
    static final String PROCESS = "all of it written, the whole command";
    static final String WHOLE = "all of it written, warm JVM";

    /// What [ModelFile] writes where it writes a part.
    static final String PART = "part 3 of 8 by %s, warm JVM";

    ModelTime {
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
}
