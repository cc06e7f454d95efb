package io.quittance.api.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.engine.webhook.WebhookMessage;
import io.quittance.engine.webhook.WebhookSecret;
import io.quittance.engine.webhook.signature.WebhookSignatures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebhookAuditTest {

    private static final String INTENT = "pi_a2a2";
    private static final String ENDPOINT = "we_b3b3";
    private static final WebhookSecret SECRET = new WebhookSecret("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final WebhookSecret OTHER = new WebhookSecret("whsec_HwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void whatIsOwedAndTakenHolds() throws Exception {
        assertThat(found(owed(1, 2), line("1", 200), line("2", 503), line("2", 200)))
                .isEmpty();
    }

    @Test
    void whatWasOnlyRefusedIsMissing() throws Exception {
        assertThat(found(owed(1, 2), line("1", 200), line("2", 503)))
                .containsExactly("msg_a2a2_2_10 is owed to we_b3b3 and was never taken");
    }

    @Test
    void whatIsNotOwedMustNotBeSent() throws Exception {
        assertThat(found(owed(1), line("1", 200), line("2", 200)))
                .containsExactly("msg_a2a2_2_10 was sent to we_b3b3 and never owed");
    }

    @Test
    void aGapInTheNumbersIsFound() throws Exception {
        assertThat(found(owed(1, 3), line("1", 200), line("3", 200)))
                .containsExactly("pi_a2a2 owes we_b3b3 [1, 3] of 3");
    }

    @Test
    void anotherBodyTheSecondTimeIsFound() throws Exception {
        assertThat(found(owed(1), line("1", 200), line("1", 200, SECRET, ",\"more\":1")))
                .containsExactly("msg_a2a2_1_10 came again with another body");
    }

    @Test
    void aForeignSignatureIsFound() throws Exception {
        assertThat(found(owed(1), line("1", 200, OTHER, "")))
                .containsExactly("msg_a2a2_1_10 is not signed with the endpoint's secret");
    }

    @Test
    void halfALineOfAKilledReceiverIsNothing() throws Exception {
        String line = line("1", 200);

        assertThat(found(owed(1), line.substring(0, line.length() / 2), "", line))
                .isEmpty();
    }

    private List<String> found(RecordedIntent intent, String... lines) throws Exception {
        Path log = directory.resolve("receiver.jsonl");
        Files.write(log, Arrays.asList(lines));
        JournalBook journal = new JournalBook(Map.of(INTENT, intent), Map.of(), List.of());
        SurvivorAudit audit = new SurvivorAudit(new LedgerBook(Map.of(), Map.of(), Map.of()), journal);
        audit.checkWebhooks(ENDPOINT, ReceivedBook.read(log, SECRET.text()));
        return audit.violations().getOrDefault("I07", new ArrayList<>());
    }

    private static RecordedIntent owed(int... numbers) throws Exception {
        RecordedIntent intent = new RecordedIntent(INTENT);
        for (int number : numbers) {
            intent.enter(
                    "intent.webhooks_owed.v1",
                    JSON.readTree("{\"at\":\"1970-01-01T00:00:00.036Z\",\"sequence\":" + number + ",\"endpoints\":[\""
                            + ENDPOINT + "\"]}"));
        }
        assertThat(intent.events()).isZero();
        return intent;
    }

    private static String line(String number, int status) throws Exception {
        return line(number, status, SECRET, "");
    }

    private static String line(String number, int status, WebhookSecret secret, String more) throws Exception {
        String id = "msg_a2a2_" + number + "_10";
        String body = "{\"id\":\"" + id + "\"" + more + "}";
        WebhookMessage message =
                new WebhookMessage(id, Instant.ofEpochSecond(1_800_000_000), body.getBytes(StandardCharsets.UTF_8));
        return JSON.writeValueAsString(Map.of(
                "status",
                status,
                "id",
                id,
                "timestamp",
                "1800000000",
                "signature",
                WebhookSignatures.entry(secret, message),
                "body",
                body));
    }
}
