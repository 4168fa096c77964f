/// Which law and which scheme explain the values of a tensor.
package io.fanin.check.recognition;
