package io.fanin.cli.init;

import io.fanin.checkpoint.write.Cut;
import io.fanin.checkpoint.write.PartRule;
import io.fanin.internal.require.Nearest;
import io.fanin.plan.NamePattern;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How tensors are cut, as `--by` says it: `rows` for all of them, `*.c_proj.weight=columns` for
/// those of a name.
///
/// @param name empty for all
public record PartOption(Optional<NamePattern> name, Cut cut) {
    private static final List<String> CUTS =
            Arrays.stream(Cut.values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();

    /// @throws IllegalArgumentException if the text is none
    public static PartOption parse(String text) {
        int at = text.lastIndexOf('=');
        Optional<NamePattern> name =
                at < 0 ? Optional.empty() : Optional.of(new NamePattern(text.substring(0, at)));
        String cut = text.substring(at + 1);
        if (!CUTS.contains(cut)) {
            throw new IllegalArgumentException(
                    "must be "
                            + String.join(", ", CUTS)
                            + " or PATTERN=CUT; got \""
                            + text
                            + "\"; the nearest is "
                            + (name.isPresent() ? name.get() + "=" : "")
                            + Nearest.to(cut, CUTS));
        }
        return new PartOption(name, Cut.valueOf(cut.toUpperCase(Locale.ROOT)));
    }

    /// Empty if it means all tensors.
    Optional<PartRule> rule() {
        return name.map(pattern -> new PartRule(pattern, cut));
    }
}
