package io.fanin.plan;

import io.fanin.internal.require.Require;
import io.fanin.law.Law;
import io.fanin.random.Position;
import io.fanin.tensor.DType;

/// One fill.
///
/// @param pass the name of the pass it belongs to
/// @param storage the storage that is filled
/// @param region which part of it
/// @param scheme the initializer as text, such as `kaiming_uniform(relu)`, for those who read and
///   compare; the law alone decides the values
/// @param law of the values
/// @param drawn the dtype that the values are drawn in; they are then cast to the stored one
/// @param position where in the stream it begins; the copy of a tensor begins where the original
///   did
/// @param words how far the stream moves: 0 for constants and copies
/// @param dead whether later steps overwrite all of it, so that it need not be computed
public record Step(
        String pass,
        String storage,
        Region region,
        String scheme,
        Law law,
        DType drawn,
        Position position,
        long words,
        boolean dead) {
    public Step {
        Require.present("pass", pass);
        Require.present("storage", storage);
        Require.present("region", region);
        Require.present("scheme", scheme);
        Require.present("law", law);
        Require.present("drawn", drawn);
        Require.present("position", position);
        Require.atLeast("words", 0, words);
    }

    /// The same fill of another storage by a copy, which draws nothing.
    Step copyTo(String target) {
        return new Step(pass, target, region, scheme, law, drawn, position, 0, false);
    }

    Step asDead() {
        return new Step(pass, storage, region, scheme, law, drawn, position, words, true);
    }
}
