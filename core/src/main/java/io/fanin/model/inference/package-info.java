/// Layer types inferred from the names and shapes of a checkpoint's tensors.
package io.fanin.model.inference;
