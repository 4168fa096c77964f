package io.fanin.random;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.internal.kernel.NormalBlocks;
import io.fanin.internal.kernel.Words;
import io.fanin.tensor.DType;
import java.lang.foreign.MemorySegment;

/// `normal_` of 16 values or more: blocks of 16, and the last 16 values anew where the size is no
/// multiple of 16.
///
/// @param count values of the whole tensor
record NormalDraw(long start, DType dtype, long count, NormalBlocks blocks) implements Draw {
    private static final int SIZE = NormalBlocks.SIZE;
    private static final long WORTH_A_THREAD = 1 << 20;

    @Override
    public void part(Mt19937 words, long from, long to, MemorySegment out, long at) {
        long again = count % SIZE == 0 ? count : count - SIZE;
        long end = Math.min(to, again);
        long place = at;
        if (from < end) {
            place = blocks(words, from, end, out, place);
        }
        if (to > again) {
            int first = (int) (Math.max(from, again) - again);
            words.skip(start + count * Words.perUniform(dtype) - words.drawn());
            piece(words, first, (int) (to - again), out, place);
        }
    }

    /// Blocks from that with element `from` on, the first and the last of them in part.
    private long blocks(Mt19937 words, long from, long end, MemorySegment out, long at) {
        int each = blocks.wordsOfBlock();
        words.skip(start + from / SIZE * each - words.drawn());
        long place = at;
        long now = from;
        if (now % SIZE != 0) {
            int to = (int) Math.min(SIZE, end - (now - now % SIZE));
            place = piece(words, (int) (now % SIZE), to, out, place);
            now = now - now % SIZE + to;
        }
        while (end - now >= SIZE) {
            long left = (end - now) / SIZE;
            int some = (int) Math.min(left, words.ready(each, left * each) / each);
            blocks.fill(words, some, out, place);
            words.take(some * each);
            place += (long) some * SIZE * dtype.bytes();
            now += (long) some * SIZE;
        }
        return now < end ? piece(words, 0, (int) (end - now), out, place) : place;
    }

    /// The values `from` to `to` of the block at which the words stand.
    private long piece(Mt19937 words, int from, int to, MemorySegment out, long at) {
        int each = blocks.wordsOfBlock();
        words.ready(each);
        MemorySegment whole = MemorySegment.ofArray(new long[SIZE * dtype.bytes() / Long.BYTES]);
        blocks.fill(words, 1, whole, 0);
        words.take(each);
        long bytes = (long) (to - from) * dtype.bytes();
        MemorySegment.copy(whole, (long) from * dtype.bytes(), out, at, bytes);
        return at + bytes;
    }

    @Override
    public long worthAThread() {
        return WORTH_A_THREAD;
    }
}
