package io.quittance.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code inspect} prints, in a process of its own on a platform that knows ASCII only. */
final class InspectCommandTest {
    private static final String HEBREW_CARD = PaymentJson.METHOD.replace(PaymentJson.CARD_NUMBER, "340000150358074");
    private static final String HEBREW_WORDS = "סירוב, העסקה לא אושרה";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "--json"})
    void theHostsWordsAreToldInTheirOwnScript(String option) throws Exception {
        String intent = declined();

        byte[] told = inspected(option.isEmpty() ? List.of(intent) : List.of(option, intent));

        assertThat(new String(told, StandardCharsets.UTF_8)).contains("\"host_message\":\"" + HEBREW_WORDS + "\"");
    }

    @Test
    void theEllipsisOfAHashIsOneCharacter() throws Exception {
        String told = new String(inspected(List.of(declined())), StandardCharsets.UTF_8);

        assertThat(told).containsPattern("intent\\.created\\.v1  [0-9a-f]{16}…").doesNotContain("?");
    }

    private String declined() {
        try (RunningServer server = RunningServer.start(directory)) {
            return server.post("/v1/payments", "key-1", PaymentJson.of("cart-1", "1250", HEBREW_CARD))
                    .json()
                    .path("id")
                    .asText();
        }
    }

    private byte[] inspected(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=ANSI_X3.4-1968",
                "-cp",
                System.getProperty("java.class.path"),
                "io.quittance.api.cli.Main",
                "inspect",
                "--data",
                directory.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        byte[] told = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return told;
    }
}
