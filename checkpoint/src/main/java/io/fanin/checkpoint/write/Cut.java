package io.fanin.checkpoint.write;

/// How a tensor is cut into the parts of several ranks.
public enum Cut {
    /// Along dimension 0.
    ROWS,
    /// Along dimension 1.
    COLUMNS,
    /// The flattened tensor, as fully sharded data parallelism cuts it; a part has one dimension.
    FLAT,
    /// Not at all: every rank has the whole tensor.
    WHOLE
}
