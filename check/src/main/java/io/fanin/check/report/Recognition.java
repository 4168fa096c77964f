package io.fanin.check.report;

import io.fanin.internal.require.Require;
import io.fanin.law.Law;
import java.util.List;
import java.util.Optional;

/// What explains the values of a tensor best, without a plan.
///
/// @param law the law, with the parameters that fit; empty for trained or unknown values, and where
///   there are too few values to tell
/// @param schemes what in the field has this law for this tensor's shape, the likeliest first, such
///   as `kaiming_uniform(relu, fan_in)`; none if only the law is known. Those of the law come
///   first, then those that the values can't tell from it; without a law, those that the few values
///   allow
/// @param fresh whether the law explains the values so well that nothing but an initialization can
///   have made them; never so for constants, nor for a few values
/// @param note what can't be told, such as `4 values: uniform or normal`; empty if nothing is open
public record Recognition(Optional<Law> law, List<String> schemes, boolean fresh, String note) {
    public Recognition {
        Require.present("law", law);
        schemes = List.copyOf(schemes);
        Require.present("note", note);
    }

    /// Trained, or of a law that is not known.
    public static Recognition unknown(String note) {
        return new Recognition(Optional.empty(), List.of(), false, note);
    }
}
