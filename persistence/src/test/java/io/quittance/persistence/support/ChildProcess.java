package io.quittance.persistence.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class of these tests in a JVM of its own. */
public final class ChildProcess {

    private static final int SECONDS_MAX = 120;

    private ChildProcess() {}

    /**
     * What the child printed, once it has ended; {@code before} stands before the command, e.g. a shell with limits.
     */
    public static List<String> run(List<String> before, Class<?> main, Path directory) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                directory.toString()));
        try {
            Process child = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader words =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                List<String> said =
                        words.lines().filter(line -> line.startsWith("> ")).toList();
                if (!child.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the child does not end");
                }
                return said.stream().map(line -> line.substring(2)).toList();
            } finally {
                child.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Called by the child: one line for the parent, apart from whatever a library prints. */
    public static void say(String words) {
        System.out.println("> " + words);
        System.out.flush();
    }
}
