/// Rules about what training has not reached: what is still as it began, or was never written.
package io.fanin.check.untrained;
