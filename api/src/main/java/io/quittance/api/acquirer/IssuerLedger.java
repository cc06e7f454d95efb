package io.quittance.api.acquirer;

import io.quittance.persistence.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated issuer remembers: authentications that began, and how they ended. One thread decides and writes, so
 * that of two answers one counts; nobody hears of what is not durable yet. After a failed write nothing is decided any
 * more. Safe for any thread; nothing blocks but {@link #open} and {@link #close}. Stages complete on the writing
 * thread: what depends on them must be short.
 */
final class IssuerLedger implements AutoCloseable {

    private static final int WAITING_MAX = 1_024;

    private final InstantSource clock;
    private final Map<String, IssuerEntry> entries = new ConcurrentHashMap<>();
    private final @Nullable LedgerFile file;
    private final ExecutorService writer = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), IssuerLedger::thread);

    /** Of the writing thread, like {@link #isBroken}; before it runs, of the one that reads the file back. */
    private long written;

    private boolean isBroken;

    private IssuerLedger(@Nullable Path path, InstantSource clock) throws IOException {
        this.clock = clock;
        this.file = path == null ? null : LedgerFile.open(path, this::readBack);
    }

    /** Opens or makes one that survives; throws {@link LedgerRefused} when it is in use or damaged. */
    static IssuerLedger open(Path path, InstantSource clock) throws IOException {
        Files.createDirectories(path.toAbsolutePath().resolveSibling("."));
        OwnerOnly.create(path);
        return new IssuerLedger(path, clock);
    }

    /** One that is gone with its process. */
    static IssuerLedger inMemory(InstantSource clock) {
        try {
            return new IssuerLedger(null, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("a ledger without a file has nothing to read", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "issuer-ledger");
        thread.setDaemon(true);
        return thread;
    }

    private long readBack(byte[] bytes) throws IOException {
        IssuerLine line = IssuerLine.read(bytes);
        String reference = line.reference() == null ? "" : line.reference();
        entries.put(reference, line.after(entries.get(reference)));
        written = line.n();
        return line.n();
    }

    /** Begins an authentication, unless there is one under its reference; completes with the one that there is. */
    CompletionStage<IssuerEntry> begin(IssuerEntry first) {
        return onWriter(() -> {
            IssuerEntry known = entries.get(first.reference());
            if (known != null) {
                return known;
            }
            append(IssuerLine.begun(written + 1, first));
            entries.put(first.reference(), first);
            return first;
        });
    }

    /** How one stands: a question that nobody answered in time has ended. Empty when there is none. */
    CompletionStage<Optional<IssuerEntry>> find(String reference) {
        IssuerEntry known = entries.get(reference);
        return known != null && known.isOverdue(clock.instant())
                ? end(reference, IssuerEntry.Ending.ABANDONED)
                : CompletableFuture.completedFuture(Optional.ofNullable(known));
    }

    /** Ends a question in this way, or as abandoned when its time is over; what has ended stays as it is. */
    CompletionStage<Optional<IssuerEntry>> end(String reference, IssuerEntry.Ending how) {
        return onWriter(() -> {
            IssuerEntry known = entries.get(reference);
            if (known == null || !known.isOpen()) {
                return Optional.ofNullable(known);
            }
            Instant now = clock.instant();
            IssuerEntry.Ending truly = known.isOverdue(now) ? IssuerEntry.Ending.ABANDONED : how;
            append(IssuerLine.ended(written + 1, reference, truly, now));
            IssuerEntry ended = known.ended(truly);
            entries.put(reference, ended);
            return Optional.of(ended);
        });
    }

    private void append(IssuerLine line) throws IOException {
        if (isBroken) {
            throw new IOException("the issuer's ledger failed before; only a new start knows what is in it");
        }
        isBroken = true;
        if (file != null) {
            file.append(line.bytes());
        }
        written = line.n();
        isBroken = false;
    }

    private <T> CompletionStage<T> onWriter(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            writer.execute(() -> {
                try {
                    done.complete(work.call());
                } catch (Exception e) {
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    /** Writes what waits, then gives the file free. */
    @Override
    public void close() throws IOException {
        writer.shutdown();
        try {
            writer.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (file != null) {
            file.close();
        }
    }
}
