package io.quittance.api.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;

/** Processor time of processes, in seconds since their start. */
final class Processors {

    private static final double SECOND_NANOS = 1e9;

    private Processors() {}

    /** This JVM with all its threads. */
    static Reading thisProcessSeconds() {
        long nanos = system().getProcessCpuTime();
        return nanos < 0 ? Reading.notMeasured("the JVM does not tell") : Reading.of(nanos / SECOND_NANOS);
    }

    /** Another process of this machine; on Linux from {@code /proc/<pid>/stat}, in steps of 10 ms. */
    static Reading processSeconds(long pid) {
        Optional<Duration> used =
                ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration());
        return used.map(time -> Reading.of(time.toNanos() / SECOND_NANOS))
                .orElseGet(() -> Reading.notMeasured("no processor time for process " + pid));
    }

    static long memoryBytes() {
        return system().getTotalMemorySize();
    }

    private static OperatingSystemMXBean system() {
        return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }
}
