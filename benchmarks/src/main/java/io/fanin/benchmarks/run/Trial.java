package io.fanin.benchmarks.run;

import io.fanin.benchmarks.Engine;
import io.fanin.benchmarks.FillBenchmark;
import io.fanin.benchmarks.FillLaw;
import io.fanin.benchmarks.OrthogonalBenchmark;
import io.fanin.benchmarks.OrthogonalFill.Way;
import io.fanin.benchmarks.ScanBenchmark;
import io.fanin.benchmarks.SliceBenchmark;
import io.fanin.benchmarks.SliceBenchmark.Part;
import io.fanin.benchmarks.SmallFillBenchmark;
import io.fanin.benchmarks.Threads;
import io.fanin.tensor.DType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// One benchmark with one value for each of its parameters.
record Trial(Class<?> benchmark, SequencedMap<String, String> parameters) {

    static Trial fill(FillLaw law, DType dtype, long size, Engine engine, Threads threads) {
        return of(
                FillBenchmark.class,
                "law",
                law,
                "dtype",
                dtype,
                "size",
                size,
                "engine",
                engine,
                "threads",
                threads);
    }

    static Trial small(long rows, Engine engine) {
        return of(SmallFillBenchmark.class, "rows", rows, "columns", 2, "engine", engine);
    }

    static Trial slice(FillLaw law, Part part, Threads threads) {
        return of(SliceBenchmark.class, "law", law, "part", part, "threads", threads);
    }

    static Trial orthogonal(long side, Way way, Threads threads) {
        return of(OrthogonalBenchmark.class, "side", side, "way", way, "threads", threads);
    }

    static Trial scan(DType dtype, ScanBenchmark.Way way, Threads threads) {
        return of(ScanBenchmark.class, "dtype", dtype, "way", way, "threads", threads);
    }

    private static Trial of(Class<?> benchmark, Object... namesAndValues) {
        SequencedMap<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put((String) namesAndValues[i], namesAndValues[i + 1].toString());
        }
        return new Trial(benchmark, parameters);
    }

    /// Whether it takes the JVM no time to warm up to, since native code does the work.
    boolean isNative() {
        String engine = parameters.getOrDefault("engine", parameters.getOrDefault("way", "FANIN"));
        return !engine.equals("FANIN");
    }

    Threads threads() {
        return Threads.valueOf(parameters.getOrDefault("threads", Threads.ONE.name()));
    }

    /// The value of a parameter that it has.
    String value(String parameter) {
        return Objects.requireNonNull(parameters.get(parameter), parameter);
    }

    /// Whether all these parameters have these values.
    boolean has(Map<String, ?> values) {
        return values.entrySet().stream()
                .allMatch(e -> e.getValue().toString().equals(parameters.get(e.getKey())));
    }

    /// A parameter's value in words.
    static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Such as `FillBenchmark UNIFORM F32 16 FANIN ONE`.
    @Override
    public String toString() {
        return benchmark.getSimpleName() + " " + String.join(" ", parameters.values());
    }
}
