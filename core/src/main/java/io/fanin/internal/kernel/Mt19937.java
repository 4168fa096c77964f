package io.fanin.internal.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The Mersenne Twister's words, 32 bits each, in order.
///
/// The untempered words lie in a line of a few blocks of 624, where each follows from three before
/// it; when the line is used up, its last block moves to the front. So a loop reads them without a
/// modulo.
///
/// Source: Matsumoto and Nishimura 1998, "Mersenne Twister", doi:10.1145/272991.272995, with the
/// seeding of 2002.
public final class Mt19937 {
    /// Words of state.
    public static final int SIZE = 624;

    /// Words from one that is made to the later of those that make it, less a block.
    public static final int SHIFT = 397;

    /// The multiplier of the seeding.
    public static final int SEEDING = 1812433253;

    /// What an odd word adds.
    public static final int TWIST = 0x9908b0df;

    private static final int BLOCKS = 5;

    /// Words in the line.
    static final int LINE = BLOCKS * SIZE;

    /// Blocks from which on a jump is made: one takes as long as the twisting of some 9,500 blocks,
    /// of 4,500 if one as wide was made before.
    static final int JUMP_BLOCKS = 7500;

    /// Jumps pass over a multiple of so many blocks: the layers of a model, whose places are about
    /// equally far apart, then share them.
    static final int JUMP_STEP = 64;

    /// Jumps that are kept.
    private static final int JUMPS = 8;

    private final Kernel kernel;
    private @Nullable Scratch scratch;
    private int[] line;
    private int next;
    private int end;
    private long drawn;

    /// The jumps made last, the latest first; a copy begins with them.
    private List<JumpAhead> jumps = List.of();

    private Mt19937(Kernel kernel, int[] state, int next) {
        this.kernel = kernel;
        this.line = state;
        this.next = next;
        this.end = SIZE;
    }

    /// The generator seeded with the low 32 bits of `seed`.
    public static Mt19937 seed(long seed) {
        int[] state = new int[SIZE];
        state[0] = (int) seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = seeded(state[i - 1], i);
        }
        return new Mt19937(Kernels.chosen(), state, SIZE);
    }

    /// Word `number` of the state that seeding leaves, which follows from the one before.
    public static int seeded(int before, int number) {
        return SEEDING * (before ^ (before >>> 30)) + number;
    }

    /// The generator with the given untempered words, of which `next` are already drawn.
    public static Mt19937 of(int[] state, int next) {
        return new Mt19937(Kernels.chosen(), state.clone(), next);
    }

    /// A generator that goes on from here by itself.
    public Mt19937 copy() {
        Mt19937 copy = new Mt19937(kernel, line.clone(), next);
        copy.end = end;
        copy.drawn = drawn;
        copy.jumps = jumps;
        return copy;
    }

    public Kernel kernel() {
        return kernel;
    }

    /// The block of untempered words that [#next] counts in.
    public int[] state() {
        int block = block();
        return Arrays.copyOfRange(line, block, block + SIZE);
    }

    /// How many words of the current block are drawn, 624 before the first of the next.
    public int next() {
        return next - block();
    }

    /// Where the block with the word drawn last begins.
    private int block() {
        return Math.max(next - 1, 0) / SIZE * SIZE;
    }

    /// Words drawn since the start.
    public long drawn() {
        return drawn;
    }

    public int nextWord() {
        ready(1);
        drawn++;
        return Words.temper(line[next++]);
    }

    /// A double in [0, 1), made of two words.
    public double nextDouble() {
        int first = nextWord();
        return Words.unitDouble(first, nextWord());
    }

    /// Makes the next `least` words ready, half a block at most.
    public void ready(int least) {
        ready(least, least);
    }

    /// Makes the next `least` words ready, half a block at most: they lie in [#line()] from
    /// [#from()] on. Where words have to be made for that, it makes as many of those `wanted` as
    /// the line takes.
    ///
    /// @return how many words are ready
    public int ready(int least, long wanted) {
        if (end - next < least) {
            twist((int) Math.min(Math.max(wanted, least), (BLOCKS - 1) * SIZE));
        }
        return end - next;
    }

    /// Memory that kernels use while they make values of these words.
    public Scratch scratch() {
        Scratch made = scratch;
        if (made == null) {
            made = new Scratch();
            scratch = made;
        }
        return made;
    }

    /// The untempered words. Not to be kept nor written.
    public int[] line() {
        return line;
    }

    /// Where in [#line()] the next word is.
    public int from() {
        return next;
    }

    /// Takes `count` words that are ready for drawn.
    public void take(int count) {
        next += count;
        drawn += count;
    }

    /// Makes more words: at least so many as that `wanted` are ready, as far as the line reaches.
    private void twist(int wanted) {
        if (end == line.length) {
            shift();
        }
        int lacking = wanted - (end - next);
        int blocks = Math.min((lacking + SIZE - 1) / SIZE, (line.length - end) / SIZE);
        kernel.twist(line, end - SIZE, blocks * SIZE);
        end += blocks * SIZE;
    }

    /// Moves the last block to the front, and makes room behind it.
    private void shift() {
        int[] room = line.length == SIZE ? new int[LINE] : line;
        System.arraycopy(line, end - SIZE, room, 0, SIZE);
        line = room;
        next -= end - SIZE;
        end = SIZE;
    }

    /// Passes over `count` words, 0 or more, as drawing them one by one would.
    public void skip(long count) {
        drawn += count;
        long beyond = count - (end - next);
        if (beyond <= 0) {
            next += (int) count;
            return;
        }
        next = end;
        beyond -= jump((beyond - 1) / SIZE) * SIZE;
        while (beyond > 0) {
            if (end == line.length) {
                shift();
            }
            int passed = (int) Math.min(beyond, line.length - end);
            kernel.twist(line, end - SIZE, line.length - end);
            next += passed;
            end = line.length;
            beyond -= passed;
        }
    }

    /// Jumps over as many of `blocks` blocks as pays.
    ///
    /// @return how many
    private long jump(long blocks) {
        if (blocks < JUMP_BLOCKS) {
            return 0;
        }
        long jumped = blocks / JUMP_STEP * JUMP_STEP;
        shift();
        jumpBy(jumped * SIZE).apply(line, kernel);
        return jumped;
    }

    private JumpAhead jumpBy(long words) {
        Optional<JumpAhead> known =
                jumps.stream().filter(jump -> jump.words() == words).findFirst();
        JumpAhead jump = known.orElseGet(() -> JumpAhead.by(words));
        if (known.isEmpty()) {
            jumps = Stream.concat(Stream.of(jump), jumps.stream()).limit(JUMPS).toList();
        }
        return jump;
    }

    /// What a word and its follower add to that which lies [#SHIFT] beyond.
    public static int mix(int upper, int lower) {
        int y = (upper & 0x80000000) | (lower & 0x7fffffff);
        return (y >>> 1) ^ (-(lower & 1) & TWIST);
    }
}
