package io.fanin.check.seed;

/// Where values come from.
///
/// @param seed the low 32 bits of what `torch.manual_seed` was given, 0 to 2³² − 1
/// @param position 32-bit words drawn before the tensor
public record Origin(long seed, long position) {}
