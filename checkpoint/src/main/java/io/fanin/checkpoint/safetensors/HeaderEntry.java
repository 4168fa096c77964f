package io.fanin.checkpoint.safetensors;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.tensor.Shape;

/// What the header says of a tensor; its bytes are those that its shape takes.
///
/// @param begin counted from the start of the data, as is `end`
record HeaderEntry(String name, ElementType type, Shape shape, long begin, long end) {
    String offsets() {
        return "[" + begin + ", " + end + ")";
    }

    BadFileException bad(MappedFile file, String defect) {
        return file.bad(name, defect);
    }
}
