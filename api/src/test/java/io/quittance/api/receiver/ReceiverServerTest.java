package io.quittance.api.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.webhook.WebhookMessage;
import io.quittance.engine.webhook.WebhookSecret;
import io.quittance.engine.webhook.signature.WebhookSignatures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ReceiverServerTest {

    private static final WebhookSecret SECRET = new WebhookSecret("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final String BODY = "{\"id\":\"msg_1\",\"type\":\"payment_intent.succeeded\","
            + "\"timestamp\":\"2026-03-14T10:15:30.250Z\",\"intent_sequence\":3,\"data\":{\"id\":\"pi_1\"}}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Taken> heard = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @Test
    void whatIsSignedIsTakenAndTheSecondTimeItIsARepeat() throws Exception {
        try (ReceiverServer receiver = start(List.of(SECRET.text()), "", 0)) {
            assertThat(send(receiver, BODY, BODY)).isEqualTo(200);
            assertThat(send(receiver, BODY, BODY)).isEqualTo(200);
        }

        assertThat(heard).extracting(Taken::result).containsExactly("fresh", "repeated");
        assertThat(heard.get(0).text()).isEqualTo("200 fresh: payment_intent.succeeded number 3 of pi_1 msg_1");
        assertThat(heard.get(0).json()).contains("\"result\":\"fresh\"", "\"intent_sequence\":3", "\"about\":\"pi_1\"");
    }

    @Test
    void whatWasChangedOnTheWayIsRejected() throws Exception {
        try (ReceiverServer receiver = start(List.of(SECRET.text()), "", 0)) {
            assertThat(send(receiver, BODY, BODY.replace("pi_1", "pi_2"))).isEqualTo(400);
        }

        assertThat(heard.get(0).text()).contains("400 rejected", "no signature is by a key that we know");
    }

    @Test
    void whatIsRefusedFirstIsFreshAfterwards() throws Exception {
        try (ReceiverServer receiver = start(List.of(SECRET.text()), "", 1)) {
            assertThat(send(receiver, BODY, BODY)).isEqualTo(503);
            assertThat(send(receiver, BODY, BODY)).isEqualTo(200);
        }

        assertThat(heard).extracting(Taken::result).containsExactly("refused", "fresh");
    }

    @Test
    void whatIsTakenIsWrittenDownEvenWhenItsAnswerIsLost() throws Exception {
        try (ReceiverServer receiver = start(List.of(), "drop_response=1", 0)) {
            assertThatThrownBy(() -> send(receiver, BODY, BODY)).isInstanceOf(IOException.class);
        }

        assertThat(Files.readString(directory.resolve("log")))
                .contains("\"status\":200")
                .contains("\"id\":\"msg_1\"")
                .endsWith("}\n");
    }

    @Test
    void aFaultThatThereIsNotIsNamed() {
        assertThatThrownBy(() -> Moods.parse("sulk=0.5", 1, 0)).hasMessage("no such fault: sulk");
        assertThatThrownBy(() -> Moods.parse("refuse=2", 1, 0)).hasMessageContaining("a rate is 0 to 1");
    }

    private ReceiverServer start(List<String> secrets, String faults, long refusals) throws IOException {
        ReceiverSettings settings =
                new ReceiverSettings(0, secrets, Moods.parse(faults, 1, refusals), directory.resolve("log"));
        return ReceiverServer.start(settings, Clock.systemUTC(), heard::add);
    }

    private int send(ReceiverServer receiver, String signed, String sent) throws Exception {
        Instant now = Instant.now();
        WebhookMessage message = new WebhookMessage("msg_1", now, signed.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(receiver.url()))
                .header(WebhookSignatures.ID, "msg_1")
                .header(WebhookSignatures.TIMESTAMP, Long.toString(now.getEpochSecond()))
                .header(WebhookSignatures.SIGNATURE, WebhookSignatures.entry(SECRET, message))
                .POST(HttpRequest.BodyPublishers.ofString(sent))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
