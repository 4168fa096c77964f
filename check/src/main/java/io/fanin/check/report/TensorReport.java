package io.fanin.check.report;

import io.fanin.internal.require.Require;
import io.fanin.tensor.Shape;
import java.util.Optional;

/// What is known of a tensor after a check.
///
/// @param storage the first tensor's name that shares its memory; its own if none does
/// @param type of the elements, as its file calls it, such as `F32`
/// @param layer the type of the layer that seems to hold it, such as `Linear`
/// @param recognition what explains it; empty for types that Fanin does not compute with
/// @param verdict what came of comparing it with a plan or another file; empty if nothing was asked
/// @param statistics if they were asked for
public record TensorReport(
        String name,
        String storage,
        String type,
        Shape shape,
        String layer,
        Optional<Recognition> recognition,
        Optional<Verdict> verdict,
        Optional<Statistics> statistics) {
    public TensorReport {
        Require.present("name", name);
        Require.present("storage", storage);
        Require.present("type", type);
        Require.present("shape", shape);
        Require.present("layer", layer);
        Require.present("recognition", recognition);
        Require.present("verdict", verdict);
        Require.present("statistics", statistics);
    }
}
