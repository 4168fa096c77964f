package io.fanin.checkpoint.write;

import io.fanin.internal.require.Require;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import java.util.List;
import java.util.Locale;

/// What one rank of several holds of each tensor. Sizes are those of `torch.chunk`: all parts but
/// the last ones have `⌈size / count⌉` indices, and those left over by this have fewer or none. A
/// tensor without the dimension that is to be cut, such as a bias without columns, is not cut:
/// every rank has all of it.
///
/// @param index the rank, from 0
/// @param count how many ranks there are
/// @param rules which tensors are cut how; for each the first that means it
/// @param otherwise how those are cut that no rule means
public record Part(int index, int count, List<PartRule> rules, Cut otherwise) {
    /// @throws IllegalArgumentException if `count` is not positive or `index` not in `[0, count)`
    public Part {
        Require.atLeast("count", 1, count);
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "index must lie in [0, " + count + "); got " + index);
        }
        rules = List.copyOf(rules);
        Require.present("otherwise", otherwise);
    }

    /// Every tensor cut alike.
    public static Part of(int index, int count, Cut cut) {
        return new Part(index, count, List.of(), cut);
    }

    /// How a tensor is cut.
    public Cut cut(String name) {
        return rules.stream()
                .filter(rule -> rule.name().matches(name))
                .findFirst()
                .map(PartRule::cut)
                .orElse(otherwise);
    }

    /// The rank's part of a tensor.
    public Slice slice(String name, Shape whole) {
        return switch (cut(name)) {
            case ROWS -> along(whole, 0);
            case COLUMNS -> along(whole, 1);
            case FLAT -> {
                long size = whole.count();
                long step = (size + count - 1) / count;
                yield Slice.flat(
                        whole, Math.min(step * index, size), Math.min(step * (index + 1), size));
            }
            case WHOLE -> Slice.all(whole);
        };
    }

    /// The shape in which a part is stored: that of the slice, and one dimension if the flattened
    /// tensor was cut.
    Shape shape(String name, Slice slice) {
        return cut(name) == Cut.FLAT ? Shape.of(slice.shape().count()) : slice.shape();
    }

    /// As metadata tells it, such as `3/8 by rows`.
    String describe() {
        StringBuilder text = new StringBuilder(index + "/" + count);
        rules.forEach(rule ->
                text.append(" by ")
                        .append(name(rule.cut()))
                        .append(" of ")
                        .append(rule.name())
                        .append(','));
        return text.append(" by ").append(name(otherwise)).toString();
    }

    private static String name(Cut cut) {
        return cut.name().toLowerCase(Locale.ROOT);
    }

    private Slice along(Shape whole, int dim) {
        return whole.rank() > dim ? Slice.shard(whole, dim, index, count) : Slice.all(whole);
    }
}
