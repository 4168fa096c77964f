package io.fanin.check.law;

import java.util.ArrayList;
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
        return of(components, List.of());
    }

    /// @param components that are independent of each other, and as likely to be below `p` as `p`
    ///   says
    /// @param counts of which those of what is rare are taken; these are below `p` less often than
    ///   `p` says
    static LawVerdict of(List<Component> components, List<Count> counts) {
        List<Component> all = new ArrayList<>(components);
        List<Count> rare = counts.stream().filter(Count::isRare).toList();
        rare.stream().filter(each -> each.found() > 0).map(Count::component).forEach(all::add);
        double least = all.stream().mapToDouble(Component::pValue).min().orElse(1);
        double byComponents = PValues.ofLeast(least, components.size());
        double byCounts = rare.stream().mapToDouble(each -> each.attained(least)).sum();
        return new LawVerdict(Math.min(byComponents + byCounts, 1), all);
    }

    /// The respect in which the tensor is furthest off.
    ///
    /// @throws java.util.NoSuchElementException for a tensor without values
    public Component worst() {
        return components.stream().min(Comparator.comparingDouble(Component::pValue)).orElseThrow();
    }
}
