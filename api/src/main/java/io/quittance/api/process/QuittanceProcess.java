package io.quittance.api.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Quittance command in a process of its own that listens on loopback: started, watched, killed as a power switch
 * would, or stopped in order. What it says goes to a log file.
 */
public final class QuittanceProcess implements AutoCloseable {

    private static final String LISTENING = "listening on ";
    private static final int STOP_SECONDS_MAX = 20;

    private final Process process;
    private final String baseUrl;

    private QuittanceProcess(Process process, String baseUrl) {
        this.process = process;
        this.baseUrl = baseUrl;
    }

    /**
     * Starts a command and waits until it listens.
     *
     * @param arguments the command and its options
     * @param environment added to this process's own
     * @param log where its talk goes
     */
    public static QuittanceProcess start(List<String> arguments, Map<String, String> environment, Path log) {
        return start(program(), arguments, environment, log);
    }

    /** The same for a command with little to do: its JVM compiles less, and takes much less to start. */
    public static QuittanceProcess startLight(List<String> arguments, Map<String, String> environment, Path log) {
        List<String> program = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
        program.addAll(program());
        return start(program, arguments, environment, log);
    }

    /**
     * The same with another main class and its jar before this program's own.
     *
     * @param hooks the jar
     * @param main its main class
     */
    public static QuittanceProcess startHooked(
            Path hooks, String main, List<String> arguments, Map<String, String> environment, Path log) {
        String path = hooks + File.pathSeparator + own();
        return start(List.of("-cp", path, main), arguments, environment, log);
    }

    private static QuittanceProcess start(
            List<String> program, List<String> arguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>(java());
        command.addAll(program);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            Process process = builder.start();
            return new QuittanceProcess(process, baseUrl(process, log));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + String.join(" ", arguments), e);
        }
    }

    private static String baseUrl(Process process, Path log) throws IOException {
        BufferedReader lines = process.inputReader();
        String line = lines.readLine();
        while (line != null && !line.startsWith(LISTENING)) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("the process ended before it listened: " + Files.readString(log));
        }
        return line.substring(LISTENING.length()).trim();
    }

    /** Java with this JVM's own memory and collector options. */
    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X"))
                .forEach(command::add);
        return command;
    }

    /** This very program: its jar, or its class path. */
    private static List<String> program() {
        Path code = code();
        return Files.isRegularFile(code)
                ? List.of("-jar", code.toString())
                : List.of("-cp", own(), "io.quittance.api.cli.Main");
    }

    private static String own() {
        Path code = code();
        return Files.isRegularFile(code) ? code.toString() : System.getProperty("java.class.path");
    }

    /** Where this program's classes are: a jar or a directory. */
    public static Path code() {
        try {
            return Path.of(QuittanceProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it listens. */
    public String baseUrl() {
        return baseUrl;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Ends it at once, as {@code kill -9} does. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Stops it in order. */
    @Override
    public void close() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
