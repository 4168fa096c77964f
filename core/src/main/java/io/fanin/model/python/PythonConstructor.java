package io.fanin.model.python;

import io.fanin.internal.require.Require;
import io.fanin.model.Layer;

/// Reads a model written as PyTorch's constructor call:
///
/// ```python
/// nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 1, bias=False))
/// ```
///
/// Names stand with or without `nn.` or `torch.nn.`; arguments are literals and further calls, by
/// position or by name as in PyTorch 1.13. No Python runs, and nothing is computed.
public final class PythonConstructor {
    private PythonConstructor() {}

    /// The layer that the call constructs.
    ///
    /// @throws IllegalArgumentException if the text is no such call, or PyTorch or Fanin refuses
    ///   it; the message says at which column, what was found there and what was expected
    public static Layer parse(String text) {
        Source source = new Source(Require.present("text", text));
        return new LayerBuilder(source).build(new PythonParser(source).parse());
    }
}
