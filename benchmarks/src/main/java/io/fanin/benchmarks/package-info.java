/// Fills timed beside libtorch's own on the same memory, in one process.
@NullMarked
package io.fanin.benchmarks;

import org.jspecify.annotations.NullMarked;
