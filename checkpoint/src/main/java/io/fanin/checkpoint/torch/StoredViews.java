package io.fanin.checkpoint.torch;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.torch.PickleValue.Storage;
import io.fanin.checkpoint.torch.PickleValue.View;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

    /// For tensors whose reach in a storage overlaps that of others, directly or by way of others,
    /// the first of them in the file. Views of one storage that lie apart share nothing.
    private static Map<String, String> firstSharers(SequencedMap<String, View> views) {
        Map<String, List<Reach>> byStorage = new HashMap<>();
        int place = 0;
        for (Map.Entry<String, View> each : views.entrySet()) {
            View view = each.getValue();
            if (view.extent() > 0) {
                byStorage
                        .computeIfAbsent(view.storage().key(), _ -> new ArrayList<>())
                        .add(
                                new Reach(
                                        each.getKey(),
                                        place,
                                        view.offset(),
                                        view.offset() + view.extent()));
            }
            place++;
        }
        Map<String, String> first = new HashMap<>();
        byStorage
                .values()
                .forEach(reaches ->
                        groups(reaches)
                                .forEach(group -> {
                                    Reach leader =
                                            group.stream()
                                                    .min(Comparator.comparingInt(Reach::place))
                                                    .orElseThrow();
                                    group.forEach(reach -> first.put(reach.name, leader.name));
                                }));
        return first;
    }

    private static List<List<Reach>> groups(List<Reach> reaches) {
        reaches.sort(Comparator.comparingLong(Reach::from));
        List<List<Reach>> groups = new ArrayList<>();
        long end = -1;
        for (Reach reach : reaches) {
            if (reach.from >= end) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(reach);
            end = Math.max(end, reach.to);
        }
        return groups;
    }

    /// The bytes of a storage that a tensor lies within.
    private record Reach(String name, int place, long from, long to) {}
}
