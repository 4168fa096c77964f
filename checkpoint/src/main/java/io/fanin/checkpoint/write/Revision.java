package io.fanin.checkpoint.write;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.internal.require.Require;
import io.fanin.plan.Plan;
import io.fanin.plan.Rule;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// An old checkpoint with changes; every byte that no change means is kept.
///
///     Revision.of(old).reinitialize(List.of(rule), TorchVersion.V2_10, 7)
///     Revision.of(old).complete(plan).resize("wte.weight", 50304)
///
/// Changes are checked when a [CheckpointWriter] is made of them. A revision is a value; its
/// methods give revisions with one more change.
public final class Revision {
    private final Checkpoint old;
    private final @Nullable Redrawing redrawing;
    private final @Nullable Plan plan;
    private final Map<String, Long> rows;

    private Revision(
            Checkpoint old,
            @Nullable Redrawing redrawing,
            @Nullable Plan plan,
            Map<String, Long> rows) {
        this.old = old;
        this.redrawing = redrawing;
        this.plan = plan;
        this.rows = rows;
    }

    /// An old checkpoint without changes.
    ///
    /// @param old stays open until the revision is written
    public static Revision of(Checkpoint old) {
        return new Revision(Require.present("old", old), null, null, Map.of());
    }

    /// Draws the floating-point tensors that a rule means anew, each by the first rule that means
    /// it, in the order of the file, from the start of the stream of `seed`. Values of half
    /// precision are drawn in float32 and rounded. Other tensors are kept. Tied tensors change
    /// together.
    ///
    /// @param rules with names only: a file does not tell the layers that its tensors belong to
    /// @throws IllegalArgumentException if a rule asks for a layer or a role
    public Revision reinitialize(List<Rule> rules, TorchVersion version, long seed) {
        return reinitialize(rules, version, seed, Optional.empty());
    }

    /// The same, with values drawn in `drawn`.
    public Revision reinitialize(
            List<Rule> rules, TorchVersion version, long seed, Optional<DType> drawn) {
        Require.present("version", version);
        return new Revision(old, new Redrawing(rules, version, seed, drawn), plan, rows);
    }

    /// Adds the tensors that a plan has and the file lacks, with the bits of the plan. A name that
    /// the plan ties to one which the file has shares that one's values. Those that both have are
    /// kept; their shapes must agree.
    public Revision complete(Plan plan) {
        return new Revision(old, redrawing, Require.present("plan", plan), rows);
    }

    /// Adds rows to a tensor, such as those of new words to an embedding; the old rows are kept.
    /// The new ones are those that the tensor has there in its new shape, as the first rule that
    /// means it draws it, which then keeps the old rows too, or else as the plan does.
    ///
    /// @param rows the size of dimension 0, at least the old one
    public Revision resize(String name, long rows) {
        SequencedMap<String, Long> more = new LinkedHashMap<>(this.rows);
        more.put(Require.present("name", name), rows);
        return new Revision(old, redrawing, plan, Collections.unmodifiableMap(more));
    }

    /// @throws IllegalArgumentException if the changes can't be
    Content content() {
        return RevisionContent.of(
                old, Optional.ofNullable(redrawing), Optional.ofNullable(plan), rows);
    }
}
