/// Runs the benchmarks and files what they gave.
@NullMarked
package io.fanin.benchmarks.run;

import org.jspecify.annotations.NullMarked;
