package io.quittance.terminal.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A script of {@code src/test/npm} that runs in node, with exactly the packages of its lock file. Where there is no
 * node, or the registry cannot be reached, the test is skipped and says so.
 */
final class NodeScript implements AutoCloseable {

    private static final Path SOURCES = Path.of("src/test/npm");
    private static final Path HOME = Path.of("target/npm");
    private static final Path LOCK = Path.of("package-lock.json");
    private static final String IS_NEW_ENOUGH = "process.exit(process.versions.node.split('.')[0] >= 18 ? 0 : 1)";

    private static final String[] NPM_CI = {
        "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=20000"
    };

    private final Process process;
    private final BufferedReader output;

    /** How a process ended, and what it printed. */
    private record Ended(int code, String words) {}

    private NodeScript(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    /** Installs what the scripts need, once per {@code target}. Skips the test where that is not possible here. */
    static void install() throws IOException, InterruptedException {
        assumeTrue(
                isThere("node", "-e", IS_NEW_ENOUGH) && isThere("npm", "--version"),
                "SKIPPED, foreign peers: node 18 or newer and npm are not installed here");
        boolean isInstalled = isInstalled();
        copySources();
        if (!isInstalled) {
            Ended npm = run(NPM_CI);
            assertThat(npm.words()).as("package-lock.json fits").doesNotContain("EUSAGE", "EINTEGRITY");
            assumeTrue(npm.code() == 0, "SKIPPED, foreign peers: npm could not get the packages: " + npm.words());
        }
    }

    /** Starts a script that goes on until it is closed. */
    static NodeScript start(String script, String... arguments) throws IOException {
        return new NodeScript(new ProcessBuilder(command(script, arguments))
                .directory(HOME.toFile())
                .redirectError(HOME.resolve(script + ".err").toFile())
                .start());
    }

    /** Runs a script to its end; what it printed. */
    static String run(String script, List<String> arguments) throws IOException, InterruptedException {
        Ended ended = run(command(script, arguments.toArray(String[]::new)).toArray(String[]::new));
        assertThat(ended.code()).as(ended.words()).isZero();
        return ended.words();
    }

    /** What it prints next. */
    String line() throws IOException {
        String line = output.readLine();
        assertThat(line).as("a line from a script that goes on").isNotNull();
        return line;
    }

    /** The script ends with its input. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static List<String> command(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isInstalled() throws IOException {
        return Files.exists(HOME.resolve("node_modules/.package-lock.json"))
                && Files.mismatch(HOME.resolve(LOCK), SOURCES.resolve(LOCK)) < 0;
    }

    private static void copySources() throws IOException {
        Files.createDirectories(HOME);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.copy(file, HOME.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static boolean isThere(String... command) throws InterruptedException {
        try {
            Files.createDirectories(HOME);
            return run(command).code() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Ended run(String... command) throws IOException, InterruptedException {
        Path words = Files.createTempFile(HOME.toAbsolutePath(), "said", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        Ended ended = new Ended(process.exitValue(), Files.readString(words).strip());
        Files.delete(words);
        return ended;
    }
}
