package io.fanin.plan;

/// A rule that does nothing to a model.
///
/// @param pass the name of its pass
/// @param reason why, with the remedy where there is one
public record IdleRule(String pass, Rule rule, String reason) {
    /// One sentence.
    @Override
    public String toString() {
        return "pass " + pass + ", rule \"" + rule + "\" " + reason;
    }
}
