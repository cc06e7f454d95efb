package io.quittance.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole story, with every process of it. */
final class DemoCommandTest {
    @TempDir
    private Path data;

    @Test
    void theStoryComesTrueAndEveryPartOfItEnds() throws IOException {
        StringWriter said = new StringWriter();
        List<Long> before = children();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(said));

        int code = line.execute("demo", "--exit", "--data", data.toString());

        assertThat(said.toString())
                .contains("The story is true.")
                .doesNotContain("BROKEN")
                .contains("host code 3: התקשר לחברת האשראי", "510046XXXXXX7315");
        assertThat(said.toString().lines().filter(told -> told.contains("✓"))).hasSize(26);
        assertThat(code).isZero();
        assertThat(children()).isEqualTo(before);
        assertThat(log()).doesNotContain("5200000000000056", "ERROR");
    }

    private static List<Long> children() {
        return ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .sorted()
                .toList();
    }

    /** What the processes said of themselves. */
    private String log() throws IOException {
        return Files.readString(data.resolve("demo.log"), StandardCharsets.UTF_8);
    }
}
