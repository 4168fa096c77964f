package io.fanin.check.recognition;

import io.fanin.law.Law;

/// A name of the field for a law.
///
/// @param name such as `kaiming_uniform(relu, fan_in)`; empty for a law whose numbers were fitted
/// @param law that the scheme gives the tensor's shape
/// @param weight how often it is met, beside the others': what it counts for before the values
///   speak
record Scheme(String name, Law law, double weight) {
    boolean isNamed() {
        return !name.isEmpty();
    }

    Scheme times(double factor) {
        return new Scheme(name, law, weight * factor);
    }
}
