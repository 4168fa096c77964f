package io.fanin.checkpoint.torch;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.checkpoint.torch.PickleValue.Named;
import io.fanin.checkpoint.torch.PickleValue.Other;
import io.fanin.checkpoint.torch.PickleValue.Sequence;
import io.fanin.checkpoint.torch.PickleValue.Storage;
import io.fanin.checkpoint.torch.PickleValue.Text;
import io.fanin.checkpoint.torch.PickleValue.Whole;
import java.util.List;
import java.util.Optional;

/// How a pickle refers to a storage: the persistent id `('storage', type, key, location,
/// elements)`. The format before PyTorch 1.6 has a sixth entry, `None` or, for a part of a storage,
/// `(key, first element, elements)`.
final class StorageReference {
    private StorageReference() {}

    static Storage read(PickleBytes in, long at, PickleValue id) throws BadFileException {
        if (id instanceof Sequence(_, List<PickleValue> items)
                && (items.size() == 5 || items.size() == 6)
                && items.get(0) instanceof Text(String kind)
                && kind.equals("storage")
                && items.get(1) instanceof Named(_, Global.StorageClass(Optional<ElementType> type))
                && items.get(2) instanceof Text(String key)
                && items.get(4) instanceof Whole(long count)) {
            long bytes = bytes(in, at, key, count, type);
            Storage whole = new Storage(key, type, 0, bytes, bytes);
            return items.size() == 5 || items.get(5).equals(Other.NONE)
                    ? whole
                    : part(in, at, whole, items.get(5));
        }
        throw in.wrong(
                at,
                "refers to "
                        + id
                        + "; expected ('storage', type, key, location, number of elements)");
    }

    private static Storage part(PickleBytes in, long at, Storage whole, PickleValue place)
            throws BadFileException {
        if (place instanceof Sequence(_, List<PickleValue> items)
                && items.size() == 3
                && items.get(1) instanceof Whole(long first)
                && items.get(2) instanceof Whole(long count)) {
            long bytes = bytes(in, at, whole.key(), count, whole.elements());
            long offset = bytes(in, at, whole.key(), first, whole.elements());
            if (offset > whole.bytes() - bytes) {
                throw in.wrong(
                        at,
                        "elements ["
                                + first
                                + ", "
                                + (first + count)
                                + ") lie outside "
                                + whole
                                + " of "
                                + whole.bytes()
                                + " bytes");
            }
            return new Storage(whole.key(), whole.elements(), offset, bytes, whole.whole());
        }
        throw in.wrong(
                at,
                "a part of "
                        + whole
                        + " is "
                        + place
                        + "; expected (key, first element, elements)");
    }

    private static long bytes(
            PickleBytes in, long at, String key, long count, Optional<ElementType> type)
            throws BadFileException {
        int size = type.map(ElementType::bytes).orElse(1);
        if (count < 0 || count > Long.MAX_VALUE / size) {
            throw in.wrong(
                    at,
                    "storage "
                            + Quoted.of(key)
                            + " has "
                            + count
                            + " elements of "
                            + size
                            + " bytes");
        }
        return count * size;
    }
}
