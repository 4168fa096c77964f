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

    /// Whether nothing was left to chance, as with constants.
    private boolean isExact() {
        return components.stream().allMatch(each -> each.pValue() == 0 || each.pValue() == 1);
    }

    /// The p-value of several tensors together. Those whose laws leave nothing to chance can't fail
    /// by it, and so don't make the others' failures likelier.
    public static double together(List<LawVerdict> verdicts) {
        boolean wrong = verdicts.stream().anyMatch(each -> each.pValue == 0);
        return wrong
                ? 0
                : PValues.together(
                        verdicts.stream()
                                .filter(each -> !each.isExact())
                                .mapToDouble(LawVerdict::pValue)
                                .toArray());
    }
}
