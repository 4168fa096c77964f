/// One pass over a tensor, and the figures that it leaves.
package io.fanin.check.scan;
