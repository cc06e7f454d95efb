package io.quittance.api.bench;

/** Requests under way at one target, by threads of their own. */
interface Load extends AutoCloseable {

    /** Starts them; returns at once. */
    void start(Window window);

    /** Good answers so far, warm-up included. */
    long answered();

    /** Processor time that the load itself has taken so far. */
    Reading driverCpuSeconds();

    /**
     * Ends the load and waits for the last answers. Once, after {@link #start}.
     *
     * @throws BenchFailed when a driver thread broke
     */
    Outcome stop() throws InterruptedException;

    /** Ends the load at once if it still runs. */
    @Override
    void close();
}
