package io.fanin.check.seed;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.internal.kernel.Words;
import java.util.List;

/// Goes over seeds one after the other, and finds those whose words pass all tests. For one thread.
///
/// The state that seeding leaves is a chain of 624 words, each made from the one before. The
/// generator's first 227 words need three of them each: `i`, `i + 1` and `i + 397`. So a chain is
/// followed only as far as the tests need it, and mostly without being kept.
final class SeedScan {
    private final SeedLanes lanes;
    private final List<WordTest> tests;
    private final int first;
    private final int last;
    private final int words;
    private final int[] rows;

    /// Receives what passed.
    interface Found {
        void accept(long seed, int position);
    }

    /// @param tests one at least, the sharpest first
    /// @param first the first position
    /// @param last the last position, included
    SeedScan(SeedLanes lanes, List<WordTest> tests, int first, int last) {
        this.lanes = lanes;
        this.tests = List.copyOf(tests);
        this.first = first;
        this.last = last;
        int most = tests.stream().mapToInt(WordTest::offset).max().orElseThrow();
        this.words = last + most + 1;
        this.rows = new int[(Mt19937.SIZE + words) * lanes.width()];
    }

    /// Scans the seeds from `from` to `to`.
    void scan(long from, long to, Found found) {
        for (long seed = from; seed < to; seed += lanes.width()) {
            lanes.seed(rows, (int) seed);
            words();
            for (int position = first; position <= last; position++) {
                if (lanes.anyPasses(rows, position, tests.getFirst())) {
                    report(seed, to, position, found);
                }
            }
        }
    }

    /// The words that the tests look at, into the rows from 624 on.
    private void words() {
        if (words > Mt19937.SIZE - Mt19937.SHIFT) {
            lanes.fill(rows, 1, Mt19937.SIZE);
            lanes.twist(rows, 0, words);
            return;
        }
        if (first > 0) {
            lanes.pass(rows, 1, first + 1);
        }
        lanes.fill(rows, first + 1, words + 1);
        lanes.pass(rows, words + 1, first + Mt19937.SHIFT + 1);
        lanes.fill(rows, first + Mt19937.SHIFT + 1, words + Mt19937.SHIFT);
        lanes.twist(rows, first, words);
    }

    private void report(long seed, long to, int position, Found found) {
        for (int lane = 0; lane < Math.min(lanes.width(), to - seed); lane++) {
            if (passesAll(position, lane)) {
                found.accept(seed + lane, position);
            }
        }
    }

    private boolean passesAll(int position, int lane) {
        for (WordTest test : tests) {
            int row = Mt19937.SIZE + position + test.offset();
            if (!test.passes(Words.temper(rows[row * lanes.width() + lane]))) {
                return false;
            }
        }
        return true;
    }
}
