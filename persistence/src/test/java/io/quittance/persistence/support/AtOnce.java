package io.quittance.persistence.support;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Does the same from many threads, which all begin at the same moment. */
public final class AtOnce {

    private AtOnce() {}

    public static <T> List<T> from(int threads, IntFunction<T> task) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<CompletableFuture<T>> all = IntStream.range(0, threads)
                    .mapToObj(thread -> CompletableFuture.supplyAsync(() -> begin(start, task, thread), pool))
                    .toList();
            return all.stream().map(Payments::result).toList();
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> T begin(CyclicBarrier start, IntFunction<T> task, int thread) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return task.apply(thread);
    }
}
