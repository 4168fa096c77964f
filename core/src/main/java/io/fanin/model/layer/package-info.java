/// The layers of `torch.nn` as records, with PyTorch's defaults and laws.
package io.fanin.model.layer;
