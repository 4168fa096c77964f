package io.fanin.checkpoint.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which tensors share memory: those whose reaches overlap, directly or by way of others. Views of
/// one storage that lie apart share nothing.
public final class SharedMemory {
    private final Map<Object, List<Reach>> reaches = new HashMap<>();
    private int count;

    /// The bytes from a tensor's first to its last element.
    private record Reach(String name, int place, long from, long to) {}

    /// Adds a tensor, in the file's order.
    ///
    /// @param memory equal for tensors that lie in the same
    /// @param offset of the first element in that memory
    /// @param bytes up to the end of the last element
    public void add(String name, Object memory, long offset, long bytes) {
        Reach reach = new Reach(name, count++, offset, offset + bytes);
        if (bytes > 0) {
            reaches.computeIfAbsent(memory, _ -> new ArrayList<>()).add(reach);
        }
    }

    /// For each tensor that has elements, the first of those that it shares memory with, or itself.
    public Map<String, String> first() {
        Map<String, String> first = new HashMap<>();
        reaches.values()
                .forEach(each ->
                        groups(each)
                                .forEach(group -> {
                                    String name =
                                            group.stream()
                                                    .min(Comparator.comparingInt(Reach::place))
                                                    .orElseThrow()
                                                    .name;
                                    group.forEach(reach -> first.put(reach.name, name));
                                }));
        return first;
    }

    private static List<List<Reach>> groups(List<Reach> reaches) {
        List<Reach> sorted = new ArrayList<>(reaches);
        sorted.sort(Comparator.comparingLong(Reach::from));
        List<List<Reach>> groups = new ArrayList<>();
        long end = -1;
        for (Reach reach : sorted) {
            if (reach.from >= end) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(reach);
            end = Math.max(end, reach.to);
        }
        return groups;
    }
}
