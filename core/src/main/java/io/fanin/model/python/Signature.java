package io.fanin.model.python;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a constructor of `torch.nn` is called.
///
/// @param takesAny whether any number of arguments is taken, as `*args`
/// @param takesAnyName whether arguments of any name are taken, as `**kwargs`
/// @param text as Python writes it: `Linear(in_features, out_features, bias=True)`
/// @param printed of a class without tensors, what its `repr` prints, see [StatelessBuilder]; null
///   for the others
record Signature(
        String name,
        List<Parameter> parameters,
        boolean takesAny,
        boolean takesAnyName,
        String text,
        @Nullable List<String> printed) {

    /// @param value what it is if left out; null if it can't be
    /// @param byName whether it can be given by name alone
    record Parameter(String name, @Nullable PythonValue value, boolean byName) {}

    /// Reads a line such as `ELU CELU(alpha=1.0, inplace=False) -> alpha inplace?`.
    static Stream<Signature> of(String line) {
        String[] sides = line.split(" ->", 2);
        int open = line.indexOf('(');
        String inside = sides[0].substring(open + 1, sides[0].length() - 1);
        List<String> given = inside.isEmpty() ? List.of() : List.of(inside.split(", "));
        List<Parameter> parameters = parameters(given);
        List<String> printed =
                sides.length == 1
                        ? null
                        : Stream.of(sides[1].split(" ")).filter(each -> !each.isEmpty()).toList();
        return Stream.of(line.substring(0, open).split(" "))
                .map(name ->
                        new Signature(
                                name,
                                parameters,
                                given.contains("*args"),
                                given.contains("**kwargs"),
                                name + "(" + inside + ")",
                                printed));
    }

    private static List<Parameter> parameters(List<String> given) {
        List<Parameter> parameters = new ArrayList<>();
        boolean byName = false;
        for (String each : given) {
            byName |= each.startsWith("*");
            String[] parts = each.split("=", 2);
            if (parts.length == 2) {
                parameters.add(
                        new Parameter(
                                parts[0], new PythonParser(new Source(parts[1])).parse(), byName));
            } else if (!each.startsWith("*")) {
                parameters.add(new Parameter(each, null, byName));
            }
        }
        return parameters;
    }
}
