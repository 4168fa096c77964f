package io.fanin.check.recognition;

import io.fanin.law.Law;

/// A name of the field for a law.
///
/// @param name such as `kaiming_uniform(relu, fan_in)`
/// @param law that the scheme gives the tensor's shape
/// @param rarity how much less often than the commonest it is met, in units of the logarithm of the
///   likelihood: what the values must say for it before it is named first
record Scheme(String name, Law law, double rarity) {}
