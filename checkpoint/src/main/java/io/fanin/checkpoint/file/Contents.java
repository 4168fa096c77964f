package io.fanin.checkpoint.file;

import io.fanin.checkpoint.StoredTensor;
import java.util.SequencedMap;

/// What a reader found in a file; the tensors live as long as the file's arena.
///
/// @param format as [io.fanin.checkpoint.Checkpoint#format] says it
public record Contents(
        String format,
        SequencedMap<String, StoredTensor> tensors,
        SequencedMap<String, String> metadata) {}
