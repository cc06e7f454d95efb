package io.quittance.api.npm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The scripts of {@code src/test/npm} in node, with exactly the packages of their lock file. Where there is no node, or
 * the registry cannot be reached, the test is skipped and says so.
 */
public final class NodeScripts {

    private static final Path SOURCES = Path.of("src/test/npm");
    private static final Path HOME = Path.of("target/npm");
    private static final Path LOCK = Path.of("package-lock.json");
    private static final String IS_NEW_ENOUGH = "process.exit(process.versions.node.split('.')[0] >= 18 ? 0 : 1)";
    private static final Duration QUICK = Duration.ofMinutes(2);

    /** How a command ended, and all that it said. */
    public record Ended(int code, String words) {}

    private NodeScripts() {}

    /** @param what is skipped where they cannot be had */
    public static synchronized void install(String what) throws IOException, InterruptedException {
        Files.createDirectories(HOME);
        assumeTrue(
                isThere("node", "-e", IS_NEW_ENOUGH) && isThere("npm", "--version"),
                "SKIPPED, " + what + ": node 18 or newer and npm are not installed here");
        boolean isInstalled = Files.exists(HOME.resolve("node_modules/.package-lock.json"))
                && Files.mismatch(HOME.resolve(LOCK), SOURCES.resolve(LOCK)) < 0;
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.copy(file, HOME.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!isInstalled) {
            List<String> npm = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1");
            Ended ended = run("", QUICK, npm);
            if (ended.code() != 0) {
                Files.delete(HOME.resolve(LOCK));
            }
            assertThat(ended.words()).as("package-lock.json fits").doesNotContain("EUSAGE", "EINTEGRITY");
            assumeTrue(ended.code() == 0, "SKIPPED, " + what + ": npm could not get the packages: " + ended.words());
        }
    }

    /** Runs a script that is told this on its standard input, and ends it when it takes longer. */
    public static Ended run(String script, String told, Duration patience) throws IOException, InterruptedException {
        return run(told, patience, List.of("node", script));
    }

    private static boolean isThere(String... command) throws InterruptedException {
        try {
            return run("", QUICK, List.of(command)).code() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Ended run(String told, Duration patience, List<String> command)
            throws IOException, InterruptedException {
        Path words = Files.createTempFile(HOME.toAbsolutePath(), "said", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(told.getBytes(UTF_8));
        }
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        Ended ended = new Ended(process.exitValue(), Files.readString(words).strip());
        Files.delete(words);
        return ended;
    }
}
