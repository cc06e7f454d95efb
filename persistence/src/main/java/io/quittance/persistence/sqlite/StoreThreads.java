package io.quittance.persistence.sqlite;

import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends a thread that owns a connection: what it was given is finished first. */
public final class StoreThreads {

    private static final int FINISH_SECONDS_MAX = 10;

    private StoreThreads() {}

    /** What a thread has open. */
    @FunctionalInterface
    public interface Open {
        void close() throws SQLException;
    }

    /** Waits for what the thread was given, then closes what it has open. */
    public static void finish(ExecutorService thread, Open open) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(FINISH_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new StoreException("the store did not finish in " + FINISH_SECONDS_MAX + " s", null);
            }
            open.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new StoreException("the store could not be closed", e);
        }
    }
}
