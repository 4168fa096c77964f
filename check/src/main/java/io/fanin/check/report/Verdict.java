package io.fanin.check.report;

import io.fanin.internal.require.Require;

/// What came of comparing a tensor with what it should hold.
///
/// @param holds whether it is as it should be
/// @param text how it was compared and what came of it, such as `bits as planned`
/// @param pValue how likely a tensor that follows its law is as far off as this one; 1 where
///   nothing is left to chance and it is right, 0 where it is wrong
/// @param power what deviation would have been seen, such as `64 values: a standard deviation off
///   by 38 % or more`; empty where every deviation is
public record Verdict(boolean holds, String text, double pValue, String power) {
    public Verdict {
        Require.present("text", text);
        Require.present("power", power);
    }

    /// A comparison that leaves nothing to chance.
    public static Verdict exact(boolean holds, String text) {
        return new Verdict(holds, text, holds ? 1 : 0, "");
    }
}
