package io.fanin.benchmarks.run;

/// How long each figure is measured.
///
/// @param forks processes that each figure comes from
/// @param warmup iterations before those that count
/// @param iterations that count
/// @param milliseconds of an iteration, at least one fill
/// @param coldProcesses processes that each cold start's figure comes from
record Effort(int forks, int warmup, int iterations, int milliseconds, int coldProcesses) {
    static final Effort FULL = new Effort(3, 4, 3, 300, 5);
    static final Effort QUICK = new Effort(1, 3, 2, 300, 3);
}
