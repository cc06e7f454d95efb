package io.quittance.persistence.cards;

import io.quittance.engine.Limits;
import io.quittance.persistence.sqlite.StoreException;
import io.quittance.persistence.sqlite.StoreThreads;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one thread that works on the file of cards, with a connection of its own: whatever waits when it is free becomes
 * one commit. Work completes after the commit, which is after the fsync; when that fails, nothing of it was done.
 */
final class CardThread implements AutoCloseable {

    private final Path file;
    private final Connection connection;
    private final BlockingQueue<Waiting<?>> waiting = new ArrayBlockingQueue<>(Limits.CARD_WORKS_WAITING_MAX);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(CardThread::daemon);
    private final AtomicBoolean isErased = new AtomicBoolean(true);

    CardThread(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** What is done with the file, inside a transaction; it may be done twice, the first time in vain. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private static final class Waiting<T> {
        private final Work<T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private Runnable told = () -> {};

        private Waiting(Work<T> work) {
            this.work = work;
        }

        private void run(Connection connection) throws SQLException {
            T result = work.with(connection);
            told = () -> done.complete(result);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "cards");
        thread.setDaemon(true);
        return thread;
    }

    <T> CompletionStage<T> does(Work<T> work) {
        Waiting<T> one = new Waiting<>(work);
        if (!waiting.offer(one)) {
            return CompletableFuture.failedStage(
                    new StoreException(Limits.CARD_WORKS_WAITING_MAX + " requests wait for " + file, null));
        }
        try {
            thread.execute(this::doWhatWaits);
        } catch (RejectedExecutionException e) {
            one.done.completeExceptionally(new StoreException(file + " is closed", e));
        }
        return one.done;
    }

    /** A row was removed: its bytes leave the write-ahead log as well, as soon as nobody waits. */
    void eraseLog() {
        isErased.set(false);
    }

    /** Finds nothing when a run before this one took the work along. */
    private void doWhatWaits() {
        List<Waiting<?>> group = new ArrayList<>();
        waiting.drainTo(group, Limits.CARD_WORKS_PER_COMMIT_MAX);
        if (group.isEmpty()) {
            return;
        }
        try {
            connection.setAutoCommit(false);
            for (Waiting<?> one : group) {
                one.run(connection);
            }
            connection.commit();
            connection.setAutoCommit(true);
            group.forEach(one -> one.told.run());
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            StoreException failure = new StoreException("cannot use the file of cards " + file, e);
            group.forEach(one -> one.done.completeExceptionally(failure));
        }
        if (waiting.isEmpty() && isErased.compareAndSet(false, true)) {
            truncateLog();
        }
    }

    /** What cannot be erased now, because somebody reads, is erased the next time, and at the latest at the end. */
    private void truncateLog() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            isErased.set(false);
        }
    }

    private void rollBack(Exception cause) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        StoreThreads.finish(thread, connection::close);
    }
}
