package io.fanin.check.law;

import java.util.Comparator;
import java.util.List;

/// How well a tensor follows a law.
///
/// @param pValue how likely a tensor that follows the law is as far off as this one, in whatever
///   respect: below the level asked for, it does not follow it
/// @param components each respect by itself
public record LawVerdict(double pValue, List<Component> components) {
    public LawVerdict {
        components = List.copyOf(components);
    }

    static LawVerdict of(List<Component> components) {
        return new LawVerdict(
                PValues.together(components.stream().mapToDouble(Component::pValue).toArray()),
                components);
    }

    /// The respect in which the tensor is furthest off.
    ///
    /// @throws java.util.NoSuchElementException for a tensor without values
    public Component worst() {
        return components.stream().min(Comparator.comparingDouble(Component::pValue)).orElseThrow();
    }

    /// The p-value of several tensors together.
    public static double together(List<LawVerdict> verdicts) {
        return PValues.together(verdicts.stream().mapToDouble(LawVerdict::pValue).toArray());
    }
}
