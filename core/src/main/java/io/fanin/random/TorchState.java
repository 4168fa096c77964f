package io.fanin.random;

import io.fanin.internal.kernel.Mt19937;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalDouble;

/// The bytes of `torch.get_rng_state`: seed, place in the block, 624 words of 8 bytes each, and the
/// normal that waits.
final class TorchState {
    private static final int SIZE = 5056;
    private static final int SEED = 0;
    private static final int LEFT = 8;
    private static final int SEEDED = 12;
    private static final int NEXT = 16;
    private static final int WORDS = 24;
    private static final int WAITING = WORDS + 8 * Mt19937.SIZE + 8;
    private static final int WAITS = WAITING + 16;

    private TorchState() {}

    static byte[] encode(long seed, TorchStream stream) {
        ByteBuffer state = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        int next = stream.words().next();
        boolean fresh = stream.isFresh();
        state.putLong(SEED, seed);
        state.putInt(LEFT, fresh ? 1 : Mt19937.SIZE + 1 - next);
        state.putInt(SEEDED, 1);
        state.putLong(NEXT, fresh ? 0 : next);
        int[] words = stream.words().state();
        for (int i = 0; i < words.length; i++) {
            state.putLong(WORDS + 8 * i, Integer.toUnsignedLong(words[i]));
        }
        stream.waiting().ifPresent(value -> state.putDouble(WAITING, value).putInt(WAITS, 1));
        return state.array();
    }

    static long seed(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(SEED);
    }

    static TorchStream decode(TorchVersion version, byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException(
                    "a PyTorch CPU generator's state has " + SIZE + " bytes; got " + bytes.length);
        }
        ByteBuffer state = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int left = state.getInt(LEFT);
        long next = state.getLong(NEXT);
        boolean fresh = left == 1 && next == 0;
        boolean inBlock = left >= 1 && left <= Mt19937.SIZE && next == Mt19937.SIZE + 1 - left;
        if (state.getInt(SEEDED) != 1 || !(fresh || inBlock)) {
            throw new IllegalArgumentException(
                    "not a PyTorch CPU generator's state: seeded = "
                            + state.getInt(SEEDED)
                            + ", left = "
                            + left
                            + ", next = "
                            + next);
        }
        int[] words = new int[Mt19937.SIZE];
        for (int i = 0; i < words.length; i++) {
            long word = state.getLong(WORDS + 8 * i);
            if (word >>> 32 != 0) {
                throw new IllegalArgumentException(
                        "not a PyTorch CPU generator's state: word "
                                + i
                                + " = "
                                + word
                                + " exceeds 32 bits");
            }
            words[i] = (int) word;
        }
        OptionalDouble waiting =
                state.getInt(WAITS) == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(state.getDouble(WAITING));
        return new TorchStream(
                version, Mt19937.of(words, fresh ? Mt19937.SIZE : (int) next), fresh, waiting);
    }
}
