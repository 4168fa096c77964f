/// Layers read from PyTorch's constructor calls as Python writes them.
package io.fanin.model.python;
