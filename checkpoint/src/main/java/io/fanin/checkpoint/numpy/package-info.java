/// NumPy's .npy and .npz.
package io.fanin.checkpoint.numpy;
