package io.quittance.persistence.inbox;

import io.quittance.engine.Limits;
import io.quittance.engine.inbox.InboxEntry;
import io.quittance.engine.inbox.InboxStatus;
import io.quittance.engine.inbox.InboxStore;
import io.quittance.persistence.OwnerOnly;
import io.quittance.persistence.sqlite.Sqlite;
import io.quittance.persistence.sqlite.StoreException;
import io.quittance.persistence.sqlite.StoreThreads;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Notifications of providers in a SQLite file that only its owner can read: names and references, no bodies. One thread
 * with a connection of its own; whatever waits to be kept when it is free becomes one commit. A write that failed
 * leaves nothing behind that the next one would stumble over. Times are kept to the millisecond.
 *
 * <p>Several processes may have the file open: the server, and an operator's command.
 */
public final class InboxFile implements InboxStore {

    /** The file's name in a data directory. */
    public static final String NAME = "inbox.db";

    private final Path file;
    private final Connection connection;
    private final BlockingQueue<Keep> waiting = new ArrayBlockingQueue<>(Limits.INBOX_WRITES_WAITING_MAX);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(InboxFile::daemon);

    private record Keep(InboxEntry entry, CompletableFuture<Boolean> done) {}

    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private InboxFile(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Opens {@link #NAME} in a data directory, made when it is not there. */
    public static InboxFile open(Path dataDirectory) {
        Path file = dataDirectory.resolve(NAME);
        OwnerOnly.create(file);
        Connection connection = Sqlite.open(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute(InboxTable.SCHEMA);
            statement.execute(InboxTable.INDEX);
            return new InboxFile(file, connection);
        } catch (SQLException e) {
            StoreException failure = new StoreException("cannot use the file of notifications " + file, e);
            try {
                connection.close();
            } catch (SQLException closing) {
                failure.addSuppressed(closing);
            }
            throw failure;
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "inbox");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public CompletionStage<Boolean> keep(InboxEntry entry) {
        Keep keep = new Keep(entry, new CompletableFuture<>());
        if (!waiting.offer(keep)) {
            return CompletableFuture.failedStage(
                    new StoreException(Limits.INBOX_WRITES_WAITING_MAX + " notifications wait for " + file, null));
        }
        try {
            thread.execute(this::keepWhatWaits);
        } catch (RejectedExecutionException e) {
            keep.done.completeExceptionally(new StoreException(file + " is closed", e));
        }
        return keep.done;
    }

    /** Finds nothing when a run before this one took the write along. Nobody hears of a write before its commit. */
    private void keepWhatWaits() {
        List<Keep> group = new ArrayList<>();
        waiting.drainTo(group);
        if (group.isEmpty()) {
            return;
        }
        try {
            List<Boolean> areNew = new ArrayList<>(group.size());
            connection.setAutoCommit(false);
            for (Keep keep : group) {
                areNew.add(InboxTable.keep(connection, keep.entry));
            }
            connection.commit();
            connection.setAutoCommit(true);
            for (int i = 0; i < group.size(); i++) {
                group.get(i).done.complete(areNew.get(i));
            }
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            StoreException failure = new StoreException("cannot write the notifications in " + file, e);
            group.forEach(keep -> keep.done.completeExceptionally(failure));
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
    public CompletionStage<List<InboxEntry>> due(Instant now, int most) {
        return onThread(with -> InboxTable.due(with, InboxStatus.WAITING, now.toEpochMilli(), most));
    }

    @Override
    public CompletionStage<Void> change(InboxEntry entry) {
        return done(with -> InboxTable.change(with, entry));
    }

    @Override
    public CompletionStage<Void> wake(Instant now) {
        return done(with -> InboxTable.wake(with, now.toEpochMilli()));
    }

    @Override
    public CompletionStage<Void> forget(Instant now) {
        return done(with -> InboxTable.forget(with, now.toEpochMilli()));
    }

    /** Up to so many that were given up; for operators. */
    public CompletionStage<List<InboxEntry>> unresolved(int most) {
        return onThread(with -> InboxTable.due(with, InboxStatus.UNRESOLVED, Long.MAX_VALUE, most));
    }

    /** Makes all that were given up wait again, for as long as if they had just come; tells how many. */
    public CompletionStage<Integer> redrive(Instant now) {
        return onThread(with -> InboxTable.redrive(
                with, now.toEpochMilli(), now.plus(Limits.INBOX_TOLD_FOR).toEpochMilli()));
    }

    private interface Change {
        void with(Connection connection) throws SQLException;
    }

    private CompletionStage<Void> done(Change change) {
        return onThread(with -> {
                    change.with(with);
                    return true;
                })
                .thenAccept(done -> {});
    }

    private <T> CompletionStage<T> onThread(Work<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    result.complete(work.with(connection));
                } catch (SQLException | RuntimeException e) {
                    result.completeExceptionally(new StoreException("cannot use the file " + file, e));
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new StoreException(file + " is closed", e));
        }
        return result;
    }

    @Override
    public void close() {
        StoreThreads.finish(thread, connection::close);
    }
}
