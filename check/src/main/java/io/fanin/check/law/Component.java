package io.fanin.check.law;

/// One thing about a tensor that its law says something of.
///
/// @param name what it is, such as `mean` or `rows alike`
/// @param expected what the law says, in the unit of `found`
/// @param found what the tensor has
/// @param pValue how likely a tensor that follows the law is as far off as this one; 0 if it can't
///   be
public record Component(String name, double expected, double found, double pValue) {}
