package io.quittance.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.api.RunningServer;
import io.quittance.api.webhooks.Receiver;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Webhooks as a merchant's operator handles them, against a real server. */
final class WebhooksCommandTest {
    private static final String URL = "https://shop.example/webhooks";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @RegisterExtension
    private final RunningServer server = RunningServer.forTests();

    /** What a command said, and how it ended. */
    private record Ended(int exit, String out, String err) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (IOException e) {
                throw new IllegalStateException("no JSON: " + out, e);
            }
        }
    }

    @Test
    void anEndpointIsMadeShownChangedAndRemoved() {
        Ended created = webhooks("create", "--url", URL, "--event", "payment_intent.*", "--retry", "1,60,3600");
        assertThat(created.exit()).as(created.err()).isZero();
        assertThat(created.out()).contains("status:          enabled", "[1,60,3600]", "whsec_", "shown this once");
        String id = webhooks("list", "--quiet").out().strip();
        assertThat(webhooks("list").out()).contains(id + "  enabled    " + URL);
        assertThat(webhooks("show", id).out()).contains(URL).doesNotContain("whsec_");

        assertThat(webhooks("change", id, "--enabled", "false", "--retry", "two_hours")
                        .out())
                .contains("disabled", "two_hours", "its merchant disabled it");
        assertThat(webhooks("rotate", id, "--quiet").out().lines())
                .hasSize(2)
                .element(1)
                .asString()
                .startsWith("whsec_");

        assertThat(webhooks("remove", id).out()).contains("status:          removed");
        assertThat(webhooks("list").out()).isEmpty();
    }

    @Test
    void jsonIsTheServersOwnAnswer() {
        JsonNode created = webhooks("create", "--json", "--url", URL, "--must-verify", "false", "--signature", "v1a")
                .json();

        assertThat(created.path("object").asText()).isEqualTo("webhook_endpoint");
        assertThat(created.path("signatures")).hasToString("[\"v1a\"]");
        assertThat(webhooks("list", "--json").json().path("data").get(0)).isEqualTo(created);
    }

    @Test
    void aPingThatIsNotTakenFails() {
        Receiver receiver = Receiver.start();
        String id = webhooks("create", "--url", receiver.url(), "--quiet", "--signature", "v1a")
                .out()
                .strip();

        assertThat(webhooks("ping", id)).satisfies(taken -> {
            assertThat(taken.exit()).isZero();
            assertThat(taken.out()).contains("taken:           true");
        });
        receiver.close();
        assertThat(webhooks("ping", id)).satisfies(failed -> {
            assertThat(failed.exit()).isEqualTo(Failures.FAILED);
            assertThat(failed.out()).contains("connection refused");
        });
    }

    @Test
    void anEndpointThatProvesNothingIsNotVerified() {
        try (Receiver receiver = Receiver.start()) {
            String[] made = webhooks("create", "--url", receiver.url(), "--must-verify", "true", "--quiet")
                    .out()
                    .split("\n");

            Ended asked = webhooks("verify", made[0]);

            assertThat(asked.exit()).isEqualTo(Failures.FAILED);
            assertThat(asked.out()).contains("unverified");
        }
    }

    @Test
    void deliveriesAreToldWithEveryTryAndSentAgain() {
        Receiver receiver = Receiver.start();
        webhooks("create", "--url", receiver.url(), "--event", "payment_intent.created");
        receiver.close();
        server.post("/v1/payment_intents", "{\"amount\":1250,\"currency\":\"EUR\"}");

        await().atMost(PATIENCE).until(() -> webhooks("deliveries").out().contains("connection refused"));
        Ended told = webhooks("deliveries", "--status", "owed", "--limit", "5");

        assertThat(told.out()).contains("owed  ", "payment_intent.created", "connection refused", "again at");
        String id = webhooks("deliveries", "--quiet").out().strip();
        assertThat(id).startsWith("wd_");
        assertThat(webhooks("redeliver", id).out()).startsWith(id);
        assertThat(webhooks("deliveries", "--status", "delivered").out()).isEmpty();
    }

    @Test
    void aReplayIsAskedFor() {
        String id = webhooks("create", "--url", URL, "--quiet").out().split("\n")[0];

        assertThat(webhooks("replay", id, "--from", "2026-11-20T00:00:00Z", "--only-failed")
                        .out())
                .contains("status:          running", "only failed:     true");
        await().atMost(PATIENCE).until(() -> webhooks("replays", id).out().contains("  ended "));
        assertThat(webhooks("replays", id).out())
                .startsWith("wr_")
                .contains("0 deliveries, from 2026-11-20T00:00:00.000Z, only failed");
        assertThat(webhooks("replays", id, "--quiet").out().strip()).matches("wr_[a-z2-7]{32}");
    }

    @Test
    void aRefusalIsToldWithEveryFault() {
        Ended refused = webhooks("create", "--url", "ftp://shop", "--payload", "fat");

        assertThat(refused.exit()).isEqualTo(Failures.FAILED);
        assertThat(refused.err()).contains("2 faults", "/url: ", "/payload: ");
        assertThat(webhooks("show", "we_1/../../payments").exit()).isEqualTo(Failures.FAILED);
    }

    @Test
    void aServerThatIsNotThereIsToldApart() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        Ended ended = at("http://127.0.0.1:" + free, "list");

        assertThat(ended.exit()).isEqualTo(Failures.CANNOT_CONNECT);
        assertThat(ended.err()).contains("cannot connect to http://127.0.0.1:" + free);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,x", "1,,2", "1.5", "60,", "9999999999"})
    void aRetryPolicyThatIsNoneIsToldInWords(String retry) {
        Ended ended = webhooks("create", "--url", URL, "--retry", retry);

        assertThat(ended.exit()).isEqualTo(Failures.USAGE);
        assertThat(ended.err()).contains("gaps in whole seconds, separated by commas", "not " + retry);
        assertThat(webhooks("create", "--url", URL, "--retry", "often").err())
                .contains("One of: seven_days, two_hours, or a list of gaps in whole seconds.");
    }

    @Test
    void whatIsCalledWronglyIsUsage() throws IOException {
        assertThat(at("quittance.example", "list").exit()).isEqualTo(Failures.USAGE);
        assertThat(run("webhooks", "show").exit()).isEqualTo(Failures.USAGE);
        Path empty = Files.createFile(directory.resolve("empty"));
        assertThat(run("webhooks", "list", "--key-file", empty.toString()).exit())
                .isEqualTo(Failures.USAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "create",
                "show",
                "change",
                "remove",
                "rotate",
                "ping",
                "verify",
                "deliveries",
                "redeliver",
                "replay",
                "replays"
            })
    void everyCommandHelpsWithAnExample(String command) {
        Ended help = run("webhooks", command, "--help");

        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("Example: quittance webhooks " + command, "--server", "--json", "--quiet");
    }

    private Ended webhooks(String... arguments) {
        return at(server.baseUrl().toString(), arguments);
    }

    private Ended at(String address, String... arguments) {
        List<String> all = new ArrayList<>(List.of("webhooks"));
        all.addAll(Arrays.asList(arguments));
        all.addAll(List.of("--server", address, "--key-file", keyFile()));
        return run(all.toArray(String[]::new));
    }

    private String keyFile() {
        try {
            return Files.writeString(directory.resolve("key"), server.key().text() + "\n")
                    .toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Ended(line.execute(arguments), out.toString(), err.toString());
    }
}
