package io.fanin.checkpoint.document;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.json.JsonValue;
import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import java.util.ArrayList;
import java.util.List;

/// A law as a JSON object: its name and the record's components.
final class LawJson {
    private static final List<String> NAMES =
            List.of(
                    "constant",
                    "uniform",
                    "normal",
                    "truncated_normal",
                    "orthogonal",
                    "sparse",
                    "eye",
                    "dirac");

    private LawJson() {}

    static String write(Law law) {
        JsonLine line =
                switch (law) {
                    case Constant(double value) -> named("constant").number("value", value);
                    case Uniform(double lower, double upper) ->
                            named("uniform").number("lower", lower).number("upper", upper);
                    case Normal(double mean, double std) ->
                            named("normal").number("mean", mean).number("std", std);
                    case TruncatedNormal(double mean, double std, double lower, double upper) ->
                            named("truncated_normal")
                                    .number("mean", mean)
                                    .number("std", std)
                                    .number("lower", lower)
                                    .number("upper", upper);
                    case Orthogonal(double gain) -> named("orthogonal").number("gain", gain);
                    case Sparse(double sparsity, double std) ->
                            named("sparse").number("sparsity", sparsity).number("std", std);
                    case Eye() -> named("eye");
                    case Dirac(long groups) -> named("dirac").number("groups", groups);
                };
        return line.toString();
    }

    private static JsonLine named(String law) {
        return new JsonLine().text("law", law);
    }

    static Law read(JsonValue json) throws BadFileException {
        String name = json.get("law").oneOf(NAMES);
        try {
            return switch (name) {
                case "constant" -> new Constant(numbers(json, "value")[0]);
                case "uniform" -> {
                    double[] n = numbers(json, "lower", "upper");
                    yield new Uniform(n[0], n[1]);
                }
                case "normal" -> {
                    double[] n = numbers(json, "mean", "std");
                    yield new Normal(n[0], n[1]);
                }
                case "truncated_normal" -> {
                    double[] n = numbers(json, "mean", "std", "lower", "upper");
                    yield new TruncatedNormal(n[0], n[1], n[2], n[3]);
                }
                case "orthogonal" -> new Orthogonal(numbers(json, "gain")[0]);
                case "sparse" -> {
                    double[] n = numbers(json, "sparsity", "std");
                    yield new Sparse(n[0], n[1]);
                }
                case "eye" -> {
                    numbers(json);
                    yield new Eye();
                }
                default -> {
                    json.requireOnly(List.of("law", "groups"));
                    yield new Dirac(json.get("groups").integer());
                }
            };
        } catch (IllegalArgumentException e) {
            throw json.bad(String.valueOf(e.getMessage()));
        }
    }

    /// The components, all of which must be there, and nothing else.
    private static double[] numbers(JsonValue json, String... components) throws BadFileException {
        List<String> members = new ArrayList<>(List.of("law"));
        members.addAll(List.of(components));
        json.requireOnly(members);
        double[] numbers = new double[components.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = JsonNumber.read(json.get(components[i]));
        }
        return numbers;
    }
}
