package io.fanin.internal.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final AtomicIntegerArray counts = new AtomicIntegerArray(1000);

    private void run(Executor executor) {
        new Workers(executor, 3)
                .run(() -> {}, counts.length(), () -> i -> counts.incrementAndGet(i));
    }

    private void assertEachOnce() {
        for (int i = 0; i < counts.length(); i++) {
            assertThat(counts.get(i)).as("number %d", i).isOne();
        }
    }

    @Test
    void everyNumberIsHandedOutOnce() {
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            run(pool);
        }
        assertEachOnce();
    }

    @Test
    void tasksThatRunAtOnceDoTheirPart() {
        run(Runnable::run);
        assertEachOnce();
    }

    @Test
    void tasksThatNeverStartAreNotWaitedFor() {
        run(_ -> {});
        assertEachOnce();
    }

    @Test
    void aTaskThatStartsTooLateDoesNothing() {
        List<Runnable> late = new ArrayList<>();
        run(late::add);
        assertThat(late).hasSize(2);
        late.forEach(Runnable::run);
        assertEachOnce();
    }

    @Test
    void aFailureOfAWorkerIsTheCallers() {
        Thread caller = Thread.currentThread();
        RuntimeException failure = new ArithmeticException("on purpose");
        Executor aside = task -> Thread.ofPlatform().start(task);
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        new Workers(aside, 2)
                                .run(
                                        () -> sleep(50),
                                        2,
                                        () -> {
                                            if (Thread.currentThread() != caller) {
                                                throw failure;
                                            }
                                            return _ -> {};
                                        }))
                .withMessage("a worker failed")
                .withCause(failure);
    }

    @Test
    void anInterruptionIsKeptForLater() {
        Executor aside = task -> Thread.ofPlatform().start(task);
        Thread.currentThread().interrupt();
        new Workers(aside, 2).run(() -> {}, 2, () -> i -> counts.incrementAndGet(i));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(counts.get(0) + counts.get(1)).isEqualTo(2);
    }

    @Test
    void noThreadIsTooFew() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Workers(Runnable::run, 0))
                .withMessageContaining("threads must be at least 1");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
