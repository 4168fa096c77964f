package io.fanin.checkpoint.file;

import io.fanin.checkpoint.StoredTensor;
import java.util.SequencedMap;

/// What a reader finds in a file.
public record FileContents(
        String format,
        SequencedMap<String, StoredTensor> tensors,
        SequencedMap<String, String> metadata) {}
