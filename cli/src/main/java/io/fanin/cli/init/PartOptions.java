package io.fanin.cli.init;

import io.fanin.checkpoint.write.Cut;
import io.fanin.checkpoint.write.Part;
import io.fanin.cli.GivenOptions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that ask for one rank's part.
final class PartOptions {
    static final String SHARD = "--shard";
    static final String BY = "--by";

    @Option(
            names = SHARD,
            paramLabel = "RANK/COUNT",
            description = "write only what one rank of several holds, from 0, such as 3/8")
    private @Nullable Rank rank;

    @Option(
            names = BY,
            paramLabel = "[PATTERN=]CUT",
            description =
                    "how --shard cuts: rows, columns, flat or whole; '*.fc2.weight=columns' for tensors of such"
                            + " names, which goes before the one without PATTERN (whole if none is given). Tensors"
                            + " without columns, such as biases, are whole")
    private List<PartOption> by = List.of();

    PartOptions() {}

    Part part(GivenOptions given) {
        given.requireWith(BY, SHARD);
        given.requireWith(SHARD, BY);
        if (rank == null) {
            return Part.of(0, 1, Cut.WHOLE);
        }
        List<Cut> all =
                by.stream().filter(each -> each.name().isEmpty()).map(PartOption::cut).toList();
        if (all.size() > 1) {
            throw given.wrong("takes one " + BY + " without a pattern; got " + all.size());
        }
        return new Part(
                rank.index(),
                rank.count(),
                by.stream().map(PartOption::rule).flatMap(Optional::stream).toList(),
                all.isEmpty() ? Cut.WHOLE : all.getFirst());
    }
}
