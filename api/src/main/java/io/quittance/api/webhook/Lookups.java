package io.quittance.api.webhook;

import io.quittance.engine.Limits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks up names on threads of its own, since a look-up blocks for as long as somebody else's name server likes. Each
 * endpoint asks for one at a time, so a dead name server holds one thread per endpoint. Safe for any thread.
 */
final class Lookups implements AutoCloseable {

    private final NameResolver names;
    private final ThreadPoolExecutor threads;

    Lookups(NameResolver names) {
        this.names = names;
        this.threads = new ThreadPoolExecutor(
                Limits.WEBHOOK_LOOKUPS_MAX,
                Limits.WEBHOOK_LOOKUPS_MAX,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(Limits.WEBHOOK_LOOKUPS_WAITING_MAX),
                work -> {
                    Thread thread = new Thread(work, "webhook-lookup");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** The addresses of a name; fails with {@link UnknownHostException} when there are none. */
    CompletableFuture<List<InetAddress>> of(String host) {
        try {
            return CompletableFuture.supplyAsync(() -> addresses(host), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new UnknownHostException("too many names are looked up at once"));
        }
    }

    private List<InetAddress> addresses(String host) {
        try {
            return names.addresses(host);
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    /** Whoever still waits is told by his own time limit. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
