package io.fanin.checkpoint.torch;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.file.Contents;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.checkpoint.torch.PickleValue.Mapping;
import io.fanin.checkpoint.torch.PickleValue.Other;
import io.fanin.checkpoint.torch.PickleValue.Sequence;
import io.fanin.checkpoint.torch.PickleValue.Storage;
import io.fanin.checkpoint.torch.PickleValue.Text;
import io.fanin.checkpoint.torch.PickleValue.Whole;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What `torch.save` wrote before PyTorch 1.6 and writes with
/// `_use_new_zipfile_serialization=False`: pickles of a magic number, the version 1001, facts about
/// the machine, the object and the list of storages; then each storage as the number of its
/// elements (int64) and the elements.
public final class LegacyTorchFile {
    /// The pickle of 0x1950a86a20f9469cfc6c, whatever the protocol it names in its second byte.
    private static final byte[] MAGIC = {
        (byte) 0x8a,
        10,
        0x6c,
        (byte) 0xfc,
        (byte) 0x9c,
        0x46,
        (byte) 0xf9,
        0x20,
        0x6a,
        (byte) 0xa8,
        0x50,
        0x19,
        '.'
    };

    private static final byte PROTOCOL = (byte) 0x80;
    private static final int MAGIC_AT = 2;
    private static final long VERSION = 1001;

    private LegacyTorchFile() {}

    public static boolean recognizes(MappedFile file) {
        return file.has(0, PROTOCOL) && file.has(MAGIC_AT, MAGIC);
    }

    public static Contents read(MappedFile file) throws IOException {
        PickleBytes in = new PickleBytes(file.path(), "", file.bytes());
        in.part(MAGIC_AT + MAGIC.length);
        requireVersion(in);
        requireLittleEndian(in);
        long from = in.position();
        Unpickler unpickler = new Unpickler(in);
        NamedValues values = NamedValues.of(file.path(), unpickler.read(), in.position() - from);
        Map<String, MemorySegment> storages = storages(in, unpickler.storages());
        return new Contents(
                ".pt as before PyTorch 1.6",
                StoredViews.of(
                        file.path(),
                        values.tensors(),
                        storage -> {
                            MemorySegment memory = storages.get(storage.key());
                            if (memory == null) {
                                throw file.bad(storage + " is not in the file");
                            }
                            return memory;
                        }),
                Collections.unmodifiableSequencedMap(values.metadata()));
    }

    private static void requireVersion(PickleBytes in) throws BadFileException {
        long at = in.position();
        PickleValue version = new Unpickler(in).read();
        if (!version.equals(new Whole(VERSION))) {
            throw in.wrong(
                    at, "the format's version is " + version + "; only " + VERSION + " is read");
        }
    }

    private static void requireLittleEndian(PickleBytes in) throws BadFileException {
        long at = in.position();
        if (new Unpickler(in).read() instanceof Mapping(List<PickleValue> items)) {
            for (int i = 0; i < items.size(); i += 2) {
                if (items.get(i).equals(new Text("little_endian"))
                        && items.get(i + 1).equals(Other.TRUE)) {
                    return;
                }
            }
        }
        throw in.wrong(
                at,
                "the file is not from a little-endian machine; load it and save it again on one");
    }

    private static Map<String, MemorySegment> storages(
            PickleBytes in, Map<String, Storage> expected) throws BadFileException {
        long at = in.position();
        if (!(new Unpickler(in).read() instanceof Sequence(_, List<PickleValue> keys))) {
            throw in.wrong(at, "there is no list of storages");
        }
        Map<String, MemorySegment> storages = new HashMap<>();
        for (PickleValue key : keys) {
            at = in.position();
            Storage storage = key instanceof Text(String text) ? expected.get(text) : null;
            if (storage == null) {
                throw in.wrong(at, "storage " + key + " is none that the object refers to");
            }
            long count = in.i8();
            int size = storage.elements().map(ElementType::bytes).orElse(1);
            if (count < 0 || count > in.left() / size) {
                throw in.wrong(
                        at,
                        storage
                                + " has "
                                + count
                                + " elements of "
                                + size
                                + " bytes; "
                                + in.left()
                                + " bytes are left");
            }
            if (storages.put(storage.key(), in.part(count * size)) != null) {
                throw in.wrong(at, storage + " comes twice");
            }
        }
        return storages;
    }
}
