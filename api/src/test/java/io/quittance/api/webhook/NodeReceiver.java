package io.quittance.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The script of {@code src/test/npm} in node, with exactly the packages of its lock file. Where there is no node, or
 * the registry cannot be reached, the test is skipped and says so.
 */
final class NodeReceiver {

    private static final Path SOURCES = Path.of("src/test/npm");
    private static final Path HOME = Path.of("target/npm");
    private static final Path LOCK = Path.of("package-lock.json");
    private static final String IS_NEW_ENOUGH = "process.exit(process.versions.node.split('.')[0] >= 18 ? 0 : 1)";

    private record Ended(int code, String words) {}

    private NodeReceiver() {}

    static void install() throws IOException, InterruptedException {
        Files.createDirectories(HOME);
        assumeTrue(
                isThere("node", "-e", IS_NEW_ENOUGH) && isThere("npm", "--version"),
                "SKIPPED, foreign receivers: node 18 or newer and npm are not installed here");
        boolean isInstalled = Files.exists(HOME.resolve("node_modules/.package-lock.json"))
                && Files.mismatch(HOME.resolve(LOCK), SOURCES.resolve(LOCK)) < 0;
        for (String file : List.of("package.json", "package-lock.json", "receive.js")) {
            Files.copy(SOURCES.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!isInstalled) {
            Ended npm = run("", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1");
            assertThat(npm.words()).as("package-lock.json fits").doesNotContain("EUSAGE", "EINTEGRITY");
            assumeTrue(npm.code() == 0, "SKIPPED, foreign receivers: npm could not get the package: " + npm.words());
        }
    }

    /** What the script prints when it is told this. */
    static String run(String told) throws IOException, InterruptedException {
        Ended ended = run(told, "node", "receive.js");
        assertThat(ended.code()).as(ended.words()).isZero();
        return ended.words().replaceFirst("^.*: ", "");
    }

    private static boolean isThere(String... command) throws InterruptedException {
        try {
            return run("", command).code() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Ended run(String told, String... command) throws IOException, InterruptedException {
        Path words = Files.createTempFile(HOME.toAbsolutePath(), "said", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(told.getBytes(UTF_8));
        }
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        Ended ended = new Ended(process.exitValue(), Files.readString(words).strip());
        Files.delete(words);
        return ended;
    }
}
