import org.jspecify.annotations.NullMarked;

/// Checkpoint files, read and written: safetensors, PyTorch's .pt, NumPy's .npy and .npz, ONNX; and
/// recipes and plans as JSON.
@NullMarked
module io.fanin.checkpoint {
    requires static transitive org.jspecify;
    requires transitive io.fanin.core;
    requires tools.jackson.core;

    exports io.fanin.checkpoint;
    exports io.fanin.checkpoint.document;
    exports io.fanin.checkpoint.write;
    exports io.fanin.checkpoint.file to
            io.fanin.cli;
    exports io.fanin.checkpoint.json to
            io.fanin.cli;
}
