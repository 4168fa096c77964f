/// Tensors: views of memory as arrays of numbers, and how PyTorch prints them.
package io.fanin.tensor;
