package io.fanin.checkpoint.safetensors;

import java.util.List;
import java.util.SequencedMap;

/// The header of a safetensors file.
///
/// @param entries in the header's order; no name stands twice
record Header(List<HeaderEntry> entries, SequencedMap<String, String> metadata) {}
