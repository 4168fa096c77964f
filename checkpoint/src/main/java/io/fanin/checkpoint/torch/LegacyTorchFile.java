package io.fanin.checkpoint.torch;

import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.checkpoint.torch.PickleValue.Mapping;
import io.fanin.checkpoint.torch.PickleValue.Other;
import io.fanin.checkpoint.torch.PickleValue.Sequence;
import io.fanin.checkpoint.torch.PickleValue.Storage;
import io.fanin.checkpoint.torch.PickleValue.Text;
import io.fanin.checkpoint.torch.PickleValue.Whole;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What `torch.save` wrote before PyTorch 1.6 and writes with `_use_new_zipfile_serialization=False`:
/// pickles of a magic number, the version 1001, facts about the machine, the object and the list of
/// storages; then each storage as the number of its elements (int64) and the elements.
public final class LegacyTorchFile {
    /// The pickle of 0x1950a86a20f9469cfc6c, whatever the protocol it names in its second byte.
    private static final byte[] MAGIC = {
        (byte) 0x8a, 10, 0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8,
        0x50, 0x19, '.'
    };

    private static final byte PROTOCOL = (byte) 0x80;
    private static final int MAGIC_AT = 2;
    private static final long VERSION = 1001;

    private LegacyTorchFile() {}

    public static boolean recognizes(MappedFile file) {
        return file.has(0, PROTOCOL) && file.has(MAGIC_AT, MAGIC);
    }
}
