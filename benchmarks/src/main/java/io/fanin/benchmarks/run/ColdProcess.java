package io.fanin.benchmarks.run;

import java.util.List;

/// How long whole processes took that did the same.
///
/// @param what such as `Fanin, uniform`
/// @param command what was started, without the way to it
/// @param seconds of each process, start-up included
record ColdProcess(String what, String command, List<Double> seconds) {
    ColdProcess {
        seconds = List.copyOf(seconds);
    }

    double median() {
        return Statistics.median(seconds);
    }
}
