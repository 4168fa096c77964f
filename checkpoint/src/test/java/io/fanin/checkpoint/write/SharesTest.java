package io.fanin.checkpoint.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static Shares<Integer> ofEqualTasks(int threads, int tasks) {
        Shares<Integer> shares = new Shares<>(threads);
        IntStream.range(0, tasks).forEach(i -> shares.add(i, 10, 10));
        shares.deal();
        return shares;
    }

    @Test
    void aShareIsFullOnceItHasItsBytes() {
        Shares<String> shares = new Shares<>(1);
        shares.add("a", 4, 10);
        shares.add("b", 5, 10);
        shares.add("c", 100, 10);
        shares.add("d", 1, 10);
        shares.deal();
        assertThat(shares.take(0)).containsExactly("a", "b", "c");
        assertThat(shares.take(0)).containsExactly("d");
        assertThat(shares.take(0)).isEmpty();
    }

    @Test
    void eachThreadGoesThroughARunOfItsOwn() {
        Shares<Integer> shares = ofEqualTasks(2, 6);
        assertThat(shares.take(1)).containsExactly(3);
        assertThat(shares.take(0)).containsExactly(0);
        assertThat(shares.take(1)).containsExactly(4);
        assertThat(shares.take(0)).containsExactly(1);
    }

    @Test
    void oneThatHasNoneLeftTakesTheSecondHalfOfTheLongestRun() {
        Shares<Integer> shares = ofEqualTasks(2, 8);
        for (int own = 0; own < 4; own++) {
            assertThat(shares.take(0)).containsExactly(own);
        }
        assertThat(shares.take(0)).containsExactly(6);
        assertThat(shares.take(1)).containsExactly(4);
        assertThat(shares.take(0)).containsExactly(7);
        assertThat(shares.take(0)).containsExactly(5);
        assertThat(shares.take(1)).isEmpty();
    }

    @Test
    void everyTaskIsTakenOnceByHoweverManyThreads() throws InterruptedException {
        Shares<Integer> shares = ofEqualTasks(7, 1000);
        List<Integer> taken = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            int thread = i;
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (var some = shares.take(thread);
                                        !some.isEmpty();
                                        some = shares.take(thread)) {
                                    synchronized (taken) {
                                        taken.addAll(some);
                                    }
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1000).boxed().toList());
    }
}
