/// Rules about the scales of fresh weights: whose fan, whose gain, and what becomes of a signal.
package io.fanin.check.scale;
