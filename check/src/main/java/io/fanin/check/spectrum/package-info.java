/// Singular values, and how far a matrix is from orthogonal.
package io.fanin.check.spectrum;
