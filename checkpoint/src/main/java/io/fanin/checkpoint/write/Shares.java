package io.fanin.checkpoint.write;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The work on a file in shares of about equal size, of which each thread has a run of its own: so
/// it passes over little of the stream that others draw. One that has none left takes the second
/// half of the longest run. Safe for use by several threads.
final class Shares<T> {
    private final List<List<T>> shares = new ArrayList<>();

    /// The next share of each thread, and the one after its last.
    private final int[] next;

    private final int[] end;

    private long size;

    Shares(int threads) {
        this.next = new int[threads];
        this.end = new int[threads];
    }

    /// Adds work before any is taken; a share that has reached `most` is full.
    void add(T task, long bytes, long most) {
        if (shares.isEmpty() || size >= most) {
            shares.add(new ArrayList<>());
            size = 0;
        }
        shares.getLast().add(task);
        size += bytes;
    }

    /// Gives each thread its run.
    void deal() {
        for (int i = 0; i < next.length; i++) {
            next[i] = (int) ((long) shares.size() * i / next.length);
            end[i] = (int) ((long) shares.size() * (i + 1) / next.length);
        }
    }

    /// The next share for a thread; empty if none is left.
    synchronized List<T> take(int thread) {
        if (left(thread) == 0) {
            int richest = IntStream.range(0, next.length).reduce(0, this::richer);
            end[thread] = end[richest];
            next[thread] = next[richest] + left(richest) / 2;
            end[richest] = next[thread];
        }
        return left(thread) == 0 ? List.of() : shares.get(next[thread]++);
    }

    private int left(int thread) {
        return end[thread] - next[thread];
    }

    private int richer(int one, int other) {
        return left(other) > left(one) ? other : one;
    }
}
