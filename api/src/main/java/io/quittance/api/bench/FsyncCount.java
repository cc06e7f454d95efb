package io.quittance.api.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts a process's fsyncs with {@code strace}, while a load is on. Blocks for about the time of the trace. */
final class FsyncCount {

    private static final Duration TRACE = Duration.ofSeconds(3);
    private static final long DETACH_SECONDS_MAX = 10;
    private static final Pattern CALLS =
            Pattern.compile("(?m)^\\s*[\\d.]+\\s+[\\d.]+\\s+\\d+\\s+(\\d+)\\s+(?:\\d+\\s+)?(?:fsync|fdatasync)\\s*$");

    private final Load load;
    private final Gauges gauges;

    FsyncCount(Load load, Gauges gauges) {
        this.load = load;
        this.gauges = gauges;
    }

    FsyncUse take() throws InterruptedException {
        OptionalLong pid = gauges.pid();
        if (pid.isEmpty()) {
            return FsyncUse.notMeasured("the server's process is not known");
        }
        try {
            Path summary = Files.createTempFile("quittance-bench-strace", ".txt");
            try {
                return trace(pid.getAsLong(), summary);
            } finally {
                Files.deleteIfExists(summary);
            }
        } catch (IOException e) {
            return FsyncUse.notMeasured("strace: " + e.getMessage());
        }
    }

    /** The sum of the calls in the table that {@code strace -c} prints. Pure. */
    static long calls(String summary) {
        Matcher rows = CALLS.matcher(summary);
        long sum = 0;
        while (rows.find()) {
            sum += Long.parseLong(rows.group(1));
        }
        return sum;
    }

    private FsyncUse trace(long pid, Path summary) throws IOException, InterruptedException {
        Process strace = new ProcessBuilder(
                        "strace", "-c", "-f", "-e", "trace=fsync,fdatasync", "-o", summary.toString(), "-p", "" + pid)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = strace.inputReader()) {
            String line = said.readLine();
            if (line == null || !line.endsWith("attached") && !line.contains("attached with")) {
                return FsyncUse.notMeasured(line == null ? "strace ended at once" : line);
            }
            long startNanos = System.nanoTime();
            long answers = load.answered();
            Reading commits = gauges.journal().commits();
            Thread.sleep(TRACE.toMillis());
            answers = load.answered() - answers;
            commits = gauges.journal().commits().minus(commits);
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            strace.destroy();
            strace.waitFor(DETACH_SECONDS_MAX, TimeUnit.SECONDS);
            Reading syncs = Reading.of(calls(Files.readString(summary)));
            return new FsyncUse(syncs.over(answers), syncs.over(commits), Reading.of(answers / seconds));
        } finally {
            strace.destroy();
        }
    }
}
