package io.quittance.api.scenarios;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many callers at one moment. */
final class Crowd {
    private Crowd() {}

    /** What each of them is told; none begins before all are ready. */
    static List<Reply> atOnce(int callers, IntFunction<Reply> call) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            CountDownLatch ready = new CountDownLatch(callers);
            List<Future<Reply>> told = IntStream.range(0, callers)
                    .mapToObj(i -> threads.submit(() -> {
                        ready.countDown();
                        ready.await(30, TimeUnit.SECONDS);
                        return call.apply(i);
                    }))
                    .toList();
            return told.stream().map(Crowd::reply).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Reply reply(Future<Reply> told) {
        try {
            return told.get(3, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new AssertionError("a caller got no reply", e);
        }
    }
}
