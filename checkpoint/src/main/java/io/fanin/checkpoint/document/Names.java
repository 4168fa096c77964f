package io.fanin.checkpoint.document;

import io.fanin.model.Role;
import io.fanin.tensor.DType;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The names by which files call dtypes and roles.
final class Names {
    private Names() {}

    /// @param name PyTorch's, such as `float32`
    static DType dtype(String name) {
        return find("dtype", name, DType.values(), DType::torchName);
    }

    /// @param name such as `weight`
    static Role role(String name) {
        return find("role", name, Role.values(), Role::toString);
    }

    private static <T> T find(String kind, String name, T[] values, Function<T, String> named) {
        return Arrays.stream(values)
                .filter(value -> named.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                kind
                                        + " must be one of "
                                        + Arrays.stream(values)
                                                .map(named)
                                                .collect(Collectors.joining(", "))
                                        + "; got \""
                                        + name
                                        + '"'));
    }
}
