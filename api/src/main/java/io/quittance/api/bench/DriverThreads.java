package io.quittance.api.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The threads that drive one load, and what they have seen together. For the thread that conducts the run. */
final class DriverThreads {

    private static final double SECOND_NANOS = 1e9;

    private final String name;
    private final Window window;
    private final List<Driver> drivers;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

    private DriverThreads(String name, Window window, List<? extends Driver> drivers) {
        this.name = name;
        this.window = window;
        this.drivers = List.copyOf(drivers);
    }

    /** Starts a thread for each. */
    static DriverThreads start(String name, Window window, List<? extends Driver> drivers) {
        DriverThreads started = new DriverThreads(name, window, drivers);
        started.drivers.forEach(started::run);
        return started;
    }

    /** Processor time of these threads so far. Only while they run. */
    Reading cpuSeconds() {
        long nanos = threads.stream()
                .mapToLong(thread -> ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()))
                .sum();
        return nanos < 0 ? Reading.notMeasured("the JVM does not tell") : Reading.of(nanos / SECOND_NANOS);
    }

    /** Ends the load and waits for the last answers. */
    Outcome stop() throws InterruptedException {
        drivers.forEach(Driver::stop);
        for (Thread thread : threads) {
            thread.join();
        }
        Throwable cause = broken.get();
        if (cause != null) {
            throw new BenchFailed("The load broke off: " + cause, cause);
        }
        long unsent =
                drivers.stream().mapToLong(driver -> driver.pace().untaken()).sum();
        return Tally.merged(drivers.stream().map(Driver::tally).toList(), window, unsent);
    }

    /** Ends the load at once, without a result. Nothing happens when it has ended. */
    void abort() {
        drivers.forEach(Driver::abort);
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= !joined(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Driver driver) {
        Thread thread = new Thread(driver, name + "-" + threads.size());
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((where, cause) -> broken.compareAndSet(null, cause));
        threads.add(thread);
        thread.start();
    }

    private static boolean joined(Thread thread) {
        try {
            thread.join();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
