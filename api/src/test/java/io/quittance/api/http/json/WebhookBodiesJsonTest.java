package io.quittance.api.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.NotificationId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.CaptureMethod;
import io.quittance.engine.intent.EventType;
import io.quittance.engine.intent.Funds;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Notification;
import io.quittance.engine.intent.Terms;
import io.quittance.engine.money.Money;
import io.quittance.engine.personal.PersonalFields;
import io.quittance.engine.token.AccessToken;
import io.quittance.engine.token.TokenTerms;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookEndpoint.Payload;
import io.quittance.engine.webhook.WebhookEndpoint.Standing;
import io.quittance.engine.webhook.WebhookEndpoint.Success;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of webhooks, held against files that are never changed: only new ones are added. */
final class WebhookBodiesJsonTest {
    private static final Instant AT = Instant.parse("2026-11-21T08:00:00.120Z");
    private static final IntentId INTENT = new IntentId("pi_" + "a".repeat(32));
    private static final EndpointId ENDPOINT = new EndpointId("we_" + "b".repeat(32));
    private static final String CHALLENGE = "c".repeat(32);
    private static final String ID = "msg_" + "d".repeat(32);

    private final WebhookBodiesJson bodies = new WebhookBodiesJson(() -> "https://pay.example");

    @Test
    void aFullOneHoldsTheIntentAsALookTellsIt() throws IOException {
        byte[] body = bodies.event(notification(EventType.CREATED, null), view(), Payload.FULL);

        assertThat(text(body)).isEqualTo(golden("event-full"));
        assertThat(text(body)).endsWith("\"data\":" + text(IntentJson.bytes(view())) + "}");
        assertThat(body).hasSizeLessThan(20_000);
    }

    @Test
    void aThinOneHoldsOnlyTheId() throws IOException {
        assertThat(text(bodies.event(notification(EventType.CREATED, null), view(), Payload.THIN)))
                .isEqualTo(golden("event-thin"));
    }

    @Test
    void oneAboutAnEndpointNamesItWhateverThePayload() throws IOException {
        for (Payload payload : Payload.values()) {
            assertThat(text(bodies.event(notification(EventType.CREATED, ENDPOINT), view(), payload)))
                    .isEqualTo(golden("event-about-endpoint"));
        }
    }

    /** CE-14: how the token stands has to be looked up. */
    @Test
    void oneAboutAnAccessTokenNamesItAndNeverSaysTheTokenItself() throws IOException {
        IntentView view = viewWithAToken();
        Notification issued =
                new Notification(new NotificationId(INTENT, 1), EventType.ISSUED, AT, view.snapshot(), null, List.of());

        assertThat(text(bodies.event(issued, view, Payload.FULL))).isEqualTo(golden("event-access-token-full"));
        assertThat(text(bodies.event(issued, view, Payload.THIN))).isEqualTo(golden("event-access-token-thin"));
        assertThat(Stream.of(EventType.values())
                        .filter(EventType::isOfAccessToken)
                        .map(EventType::text))
                .containsExactly(
                        "access_token.issued",
                        "access_token.used",
                        "access_token.awaiting_resume",
                        "access_token.revoked",
                        "access_token.expired");
    }

    @Test
    void aPingAndAChallengeNameTheEndpoint() throws IOException {
        assertThat(text(bodies.ping(endpoint(), ID, AT))).isEqualTo(golden("ping"));
        assertThat(text(bodies.challenge(endpoint(), ID, CHALLENGE, AT))).isEqualTo(golden("challenge"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"validationResponse\":\"cccccccccccccccccccccccccccccccc\"}",
                " {\"more\":[1],\"validation_response\":\"cccccccccccccccccccccccccccccccc\"}\n"
            })
    void whoRepeatsTheCodeHasReadIt(String answer) {
        assertThat(bodies.isRepeated(answer.getBytes(StandardCharsets.UTF_8), CHALLENGE))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cccccccccccccccccccccccccccccccc",
                "\"cccccccccccccccccccccccccccccccc\"",
                "{}",
                "[]",
                "{\"validationResponse\":null}",
                "{\"validationResponse\":\"ccccccccccccccccccccccccccccccc\"}",
                "{\"validationResponse\":[\"cccccccccccccccccccccccccccccccc\"]}",
                "{\"validationResponse\":\"x\",\"validation_response\":\"cccccccccccccccccccccccccccccccc\"}",
                "{\"data\":{\"validationResponse\":\"cccccccccccccccccccccccccccccccc\"}}",
                "{\"validationResponse\":\"x\",\"validationResponse\":\"cccccccccccccccccccccccccccccccc\"}",
                "{\"validationResponse\":\"cccccccccccccccccccccccccccccccc\"} and more",
                "{\"validationResponse\":\"cccccccccccccccccccccccccccccccc\""
            })
    void nothingElseIsARepeat(String answer) {
        assertThat(bodies.isRepeated(answer.getBytes(StandardCharsets.UTF_8), CHALLENGE))
                .isFalse();
    }

    @Test
    void whatIsNotUtf8IsNoRepeat() {
        assertThat(bodies.isRepeated(new byte[] {'{', (byte) 0xff, '}'}, CHALLENGE))
                .isFalse();
    }

    private static Notification notification(EventType type, @Nullable EndpointId about) {
        return new Notification(new NotificationId(INTENT, 1), type, AT, view().snapshot(), about, List.of());
    }

    private static IntentView viewWithAToken() {
        TokenTerms terms = new TokenTerms(false, "till-7-0001", false, AT.plusSeconds(1_800), null);
        return view(List.of(AccessToken.issued(1, terms, AT)));
    }

    private static IntentView view() {
        return view(List.of());
    }

    private static IntentView view(List<AccessToken> tokens) {
        Money amount = Money.of(1250, "EUR");
        Terms terms = new Terms(amount, "cart-1", CaptureMethod.AUTOMATIC, "customer-1", null, null, null);
        IntentFacts facts = new IntentFacts(
                INTENT, Tenant.test("shop"), terms, Funds.NONE, List.of(), List.of(), tokens, null, AT, AT, 1);
        PersonalFields personal = new PersonalFields("\u00dcberraschung \u05e7", Map.of("till", "3"));
        return new IntentView(new IntentSnapshot(IntentStatus.CREATED, facts), personal);
    }

    private static WebhookEndpoint endpoint() {
        return new WebhookEndpoint(
                ENDPOINT,
                Tenant.test("shop"),
                URI.create("https://shop.example/webhooks"),
                null,
                List.of("*"),
                RetryPolicy.SEVEN_DAYS,
                Payload.FULL,
                Success.ANY_2XX,
                List.of(),
                Standing.UNVERIFIED,
                null,
                CHALLENGE,
                AT,
                null,
                null,
                null);
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = WebhookBodiesJsonTest.class.getResourceAsStream("/golden/webhooks/" + name + ".json")) {
            return text(file.readAllBytes()).stripTrailing();
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
