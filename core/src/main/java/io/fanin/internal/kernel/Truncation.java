package io.fanin.internal.kernel;

/// The figures of `trunc_normal_`, rounded to float32: a uniform value on `[lower, lower + range)`
/// goes through the inverse error function, is scaled, shifted and clamped.
///
/// @param least no value is smaller
/// @param most no value is greater
public record Truncation(
        float lower, float range, float scale, float mean, float least, float most) {}
