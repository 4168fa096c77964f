package io.fanin.checkpoint.torch;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.file.SharedMemory;
import io.fanin.checkpoint.torch.PickleValue.Storage;
import io.fanin.checkpoint.torch.PickleValue.View;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Views of storages as tensors in memory.
final class StoredViews {
    /// Finds the stored memory behind a storage.
    @FunctionalInterface
    interface Memory {
        MemorySegment of(Storage storage) throws IOException;
    }

    private StoredViews() {}

    static SequencedMap<String, StoredTensor> of(
            Path file, SequencedMap<String, View> views, Memory memory) throws IOException {
        Map<String, String> first = firstSharers(views);
        SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, View> each : views.entrySet()) {
            String name = each.getKey();
            View view = each.getValue();
            Storage storage = view.storage();
            MemorySegment whole = memory.of(storage);
            if (whole.byteSize() < storage.whole()) {
                throw BadFileException.of(
                        file,
                        name,
                        storage
                                + " holds "
                                + whole.byteSize()
                                + " bytes; "
                                + storage.whole()
                                + " are needed");
            }
            tensors.put(
                    name,
                    new StoredTensor(
                            name,
                            first.getOrDefault(name, name),
                            view.type(),
                            view.shape(),
                            view.strides(),
                            whole.asSlice(view.offset(), view.extent()).asReadOnly()));
        }
        return Collections.unmodifiableSequencedMap(tensors);
    }

    private static Map<String, String> firstSharers(SequencedMap<String, View> views) {
        SharedMemory shared = new SharedMemory();
        views.forEach((name, view) ->
                shared.add(name, view.storage().key(), view.offset(), view.extent()));
        return shared.first();
    }
}
