package io.fanin.internal.qr;

import io.fanin.internal.require.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Who works: the caller's thread and up to `threads − 1` tasks at a time of an executor, such as a
/// `ForkJoinPool`. The executor may start them at once, late or never; the caller waits for none
/// that has not started, and does itself what they leave.
public record Workers(Executor executor, int threads) {
    /// The caller's thread alone.
    public static final Workers CALLER = new Workers(Runnable::run, 1);

    /// Turns of a short wait, before the thread is parked.
    private static final int SPINS = 1000;

    public Workers {
        Require.present("executor", executor);
        Require.atLeast("threads", 1, threads);
    }

    /// Runs `lead` on the caller's thread and at the same time hands every number below `count` to
    /// some worker; the caller joins the workers when `lead` has ended. Each worker gets a consumer
    /// of its own. Returns when everything is done.
    void run(Runnable lead, int count, Supplier<IntConsumer> workers) {
        AtomicInteger next = new AtomicInteger();
        Runnable work =
                () -> {
                    IntConsumer worker = workers.get();
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        worker.accept(i);
                    }
                };
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < Math.min(threads - 1, count); i++) {
            Share share = new Share(work);
            shares.add(share);
            executor.execute(share);
        }
        lead.run();
        work.run();
        shares.forEach(Share::finish);
    }

    /// A task that either starts before the caller's work has ended or never does.
    private static final class Share implements Runnable {
        private final AtomicBoolean taken = new AtomicBoolean();
        private final FutureTask<?> task;

        Share(Runnable work) {
            this.task = new FutureTask<>(work, null);
        }

        @Override
        public void run() {
            if (!taken.getAndSet(true)) {
                task.run();
            }
        }

        void finish() {
            if (!taken.getAndSet(true)) {
                return;
            }
            for (int i = 0; i < SPINS && !task.isDone(); i++) {
                Thread.onSpinWait();
            }
            boolean interrupted = false;
            while (true) {
                try {
                    task.get();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("a worker failed", e.getCause());
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
