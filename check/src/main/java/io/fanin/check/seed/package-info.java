/// Which seed, and which position of its stream, gave the values of a tensor.
@NullMarked
package io.fanin.check.seed;

import org.jspecify.annotations.NullMarked;
