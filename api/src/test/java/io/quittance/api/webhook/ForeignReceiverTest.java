package io.quittance.api.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quittance.engine.webhook.LiveSecret;
import io.quittance.engine.webhook.WebhookSecret;
import io.quittance.engine.webhook.receiving.Received;
import io.quittance.engine.webhook.receiving.SeenInMemory;
import io.quittance.engine.webhook.receiving.WebhookHeaders;
import io.quittance.engine.webhook.receiving.WebhookReceiver;
import io.quittance.engine.webhook.signature.WebhookKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Goal: what we send is believed by receivers that others wrote (C20), before, during and after a rotation (C24).
 * Method: what came over a socket is given to them as it came: the library of Standard Webhooks for Java, the one for
 * JavaScript, and the cryptography of node for Ed25519, which neither library checks.
 */
final class ForeignReceiverTest {

    private static final WebhookSecret FORMER = WebhookKeys.symmetric(Fixtures::bytes);
    private static final WebhookSecret NEWEST = WebhookKeys.symmetric(Fixtures::bytes);
    private static final WebhookSecret FORMER_PRIVATE = WebhookKeys.asymmetric(Fixtures::bytes);
    private static final WebhookSecret NEWEST_PRIVATE = WebhookKeys.asymmetric(Fixtures::bytes);
    private static final Instant NOW = Instant.now();
    private static final Instant LATER = NOW.plusSeconds(3_600);

    private static Senders senders;
    private static Came before;
    private static Came during;
    private static Came after;

    /** A webhook as it came over the socket. */
    private record Came(Map<String, String> headers, byte[] body) {

        Came changed() {
            byte[] other = body.clone();
            other[other.length - 2]++;
            return new Came(headers, other);
        }
    }

    @BeforeAll
    static void send() throws Exception {
        senders = Senders.local();
        before = sent(new LiveSecret(FORMER, null), new LiveSecret(FORMER_PRIVATE, null));
        during = sent(
                new LiveSecret(NEWEST, null),
                new LiveSecret(NEWEST_PRIVATE, null),
                new LiveSecret(FORMER, LATER),
                new LiveSecret(FORMER_PRIVATE, LATER));
        after = sent(
                new LiveSecret(NEWEST, null),
                new LiveSecret(NEWEST_PRIVATE, null),
                new LiveSecret(FORMER, NOW),
                new LiveSecret(FORMER_PRIVATE, NOW));
    }

    @AfterAll
    static void stop() {
        senders.close();
    }

    @Test
    void theJavaLibraryBelievesEverySecretWhileItIsLive() throws Exception {
        assertThat(javaBelieves(FORMER, before)).isTrue();
        assertThat(javaBelieves(NEWEST, before)).isFalse();
        assertThat(javaBelieves(FORMER, during)).isTrue();
        assertThat(javaBelieves(NEWEST, during)).isTrue();
        assertThat(javaBelieves(FORMER, after)).isFalse();
        assertThat(javaBelieves(NEWEST, after)).isTrue();
        assertThat(javaBelieves(NEWEST, after.changed())).isFalse();
    }

    @Test
    void theJavaScriptLibraryBelievesEverySecretWhileItIsLive() throws Exception {
        NodeReceiver.install();

        assertThat(nodeBelieves(FORMER.text(), before)).isTrue();
        assertThat(nodeBelieves(NEWEST.text(), before)).isFalse();
        assertThat(nodeBelieves(FORMER.text(), during)).isTrue();
        assertThat(nodeBelieves(NEWEST.text(), during)).isTrue();
        assertThat(nodeBelieves(FORMER.text(), after)).isFalse();
        assertThat(nodeBelieves(NEWEST.text(), after)).isTrue();
        assertThat(nodeBelieves(NEWEST.text(), after.changed())).isFalse();
    }

    @Test
    void nodeBelievesEveryPublicKeyWhileItsPrivateHalfIsLive() throws Exception {
        NodeReceiver.install();
        String former = WebhookKeys.publicHalf(FORMER_PRIVATE);
        String newest = WebhookKeys.publicHalf(NEWEST_PRIVATE);

        assertThat(nodeBelieves(former, before)).isTrue();
        assertThat(nodeBelieves(newest, before)).isFalse();
        assertThat(nodeBelieves(former, during)).isTrue();
        assertThat(nodeBelieves(newest, during)).isTrue();
        assertThat(nodeBelieves(former, after)).isFalse();
        assertThat(nodeBelieves(newest, after)).isTrue();
        assertThat(nodeBelieves(newest, after.changed())).isFalse();
    }

    @Test
    void ourOwnReceiverBelievesTheSame() {
        assertThat(weBelieve(FORMER, before)).isTrue();
        assertThat(weBelieve(FORMER_PRIVATE, during)).isTrue();
        assertThat(weBelieve(NEWEST, during)).isTrue();
        assertThat(weBelieve(FORMER, after)).isFalse();
        assertThat(weBelieve(NEWEST_PRIVATE, after)).isTrue();
        assertThat(weBelieve(NEWEST_PRIVATE, after.changed())).isFalse();
    }

    private static boolean weBelieve(WebhookSecret secret, Came came) {
        WebhookReceiver receiver =
                new WebhookReceiver(List.of(WebhookKeys.shown(secret)), new SeenInMemory(), Clock.systemUTC());
        return receiver.receive(WebhookHeaders.of(lists(came)), came.body()) instanceof Received.Fresh;
    }

    private static boolean javaBelieves(WebhookSecret secret, Came came) throws Exception {
        try {
            new Webhook(secret.text()).verify(new String(came.body(), UTF_8), lists(came));
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private static boolean nodeBelieves(String key, Came came) throws Exception {
        String said = NodeReceiver.run(new ObjectMapper()
                .writeValueAsString(Map.of(
                        "key", key,
                        "headers", came.headers(),
                        "body", Base64.getEncoder().encodeToString(came.body()))));
        assertThat(said).endsWith("believed");
        return said.equals("believed");
    }

    private static Map<String, List<String>> lists(Came came) {
        return came.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }

    private static Came sent(LiveSecret... secrets) throws Exception {
        try (Listener endpoint = Listener.plain("127.0.0.1", 0, Listener.Answer.status("200 OK"))) {
            senders.sender()
                    .send(
                            Fixtures.endpoint("http://127.0.0.1:" + endpoint.port() + "/", List.of(secrets)),
                            Fixtures.message(NOW))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            String[] parts = endpoint.requests().take().split("\r\n\r\n", 2);
            Map<String, String> headers = new TreeMap<>();
            Arrays.stream(parts[0].split("\r\n"))
                    .filter(line -> line.startsWith("webhook-"))
                    .forEach(line -> headers.put(
                            line.substring(0, line.indexOf(':')),
                            line.substring(line.indexOf(':') + 1).strip()));
            return new Came(headers, parts[1].getBytes(ISO_8859_1));
        }
    }
}
