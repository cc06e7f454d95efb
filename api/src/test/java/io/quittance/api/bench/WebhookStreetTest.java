package io.quittance.api.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.webhook.WebhookMessage;
import io.quittance.engine.webhook.WebhookSecret;
import io.quittance.engine.webhook.signature.WebhookSignatures;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WebhookStreetTest {

    private static final WebhookSecret SECRET = new WebhookSecret("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    private static final WebhookSecret OTHER = new WebhookSecret("whsec_HwECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Instant event = Instant.now();
    private final WebhookTally tally = new WebhookTally(
            new WebhookTally.Spell(event.minusSeconds(2), event.minusSeconds(1), event.plusSeconds(60)), SECRET.text());

    @Test
    void aWebhookIsTimedFromItsEventAndARepeatIsADuplicate() throws Exception {
        try (WebhookStreet street = WebhookStreet.open()) {
            street.tell(List.of(tally));

            assertThat(send(street.live(0), "msg_1", event, SECRET)).isEqualTo(200);
            assertThat(send(street.live(0), "msg_1", event, SECRET)).isEqualTo(200);
        }

        assertThat(tally.distinct()).isEqualTo(1);
        assertThat(tally.duplicates()).isEqualTo(1);
        assertThat(WebhookTally.latency(List.of(tally)).count()).isEqualTo(1);
    }

    @Test
    void whatAnEarlierRunOwedIsADuplicateHere() throws Exception {
        try (WebhookStreet street = WebhookStreet.open()) {
            street.tell(List.of(tally));
            send(street.live(0), "msg_1", event.minusSeconds(30), SECRET);
        }

        assertThat(tally.distinct()).isZero();
        assertThat(tally.duplicates()).isEqualTo(1);
    }

    @Test
    void oneInFiftyIsVerified() throws Exception {
        try (WebhookStreet street = WebhookStreet.open()) {
            street.tell(List.of(tally));
            for (int i = 1; i <= 2 * WebhookTally.VERIFIED_ONE_IN; i++) {
                send(street.live(0), "msg_" + i, event, i <= WebhookTally.VERIFIED_ONE_IN ? SECRET : OTHER);
            }
        }

        assertThat(tally.verified()).isEqualTo(2);
        assertThat(tally.forged()).isEqualTo(1);
    }

    @Test
    void nobodyIsAtTheDeadAddress() throws Exception {
        try (WebhookStreet street = WebhookStreet.open()) {
            assertThatThrownBy(() -> send(street.dead(), "msg_1", event, SECRET))
                    .isInstanceOf(ConnectException.class);
        }
    }

    private int send(String url, String id, Instant at, WebhookSecret secret) throws Exception {
        byte[] body = ("{\"id\":\"" + id + "\",\"type\":\"x\",\"timestamp\":\"" + at + "\",\"data\":{}}")
                .getBytes(StandardCharsets.UTF_8);
        Instant now = Instant.now();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header(WebhookSignatures.ID, id)
                .header(WebhookSignatures.TIMESTAMP, Long.toString(now.getEpochSecond()))
                .header(WebhookSignatures.SIGNATURE, WebhookSignatures.entry(secret, new WebhookMessage(id, now, body)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
