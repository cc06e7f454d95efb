package io.quittance.engine.webhook.receiving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.Limits;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.NotificationId;
import io.quittance.engine.webhook.WebhookMessage;
import io.quittance.engine.webhook.WebhookSecret;
import io.quittance.engine.webhook.signature.WebhookKeys;
import io.quittance.engine.webhook.signature.WebhookSignatures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: what is not ours is not believed, and what is ours is processed once (PP-13). */
final class WebhookReceiverTest {

    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String ID = "msg_" + "a".repeat(32) + "_3";
    private static final WebhookSecret SYMMETRIC = WebhookKeys.symmetric(byte[]::new);
    private static final WebhookSecret PRIVATE = WebhookKeys.asymmetric(byte[]::new);

    private Instant now = AT;
    private final WebhookReceiver receiver = new WebhookReceiver(
            List.of(SYMMETRIC.text(), WebhookKeys.publicHalf(PRIVATE)), new SeenInMemory(), () -> now);
    private final List<String> processed = new ArrayList<>();

    @Test
    void aSignedWebhookIsFreshOnceAndARepeatAfterThat() {
        assertThat(handled(signed(ID, SYMMETRIC))).isInstanceOf(Received.Fresh.class);
        assertThat(handled(signed(ID, PRIVATE))).isEqualTo(new Received.Repeated(ID));
        assertThat(processed).containsExactly(ID);
    }

    @Test
    void aWebhookIsProcessedAgainAfterAFailure() {
        Received failed = receiver.handle(signed(ID, SYMMETRIC), BODY, fresh -> {
            throw new IOException("the shop's database is away");
        });

        assertThat(failed).isInstanceOf(Received.Failed.class);
        assertThat(failed.status()).isEqualTo(500);
        assertThat(handled(signed(ID, SYMMETRIC)).status()).isEqualTo(200);
        assertThat(processed).containsExactly(ID);
    }

    @Test
    void anErrorGivesTheWebhookBackAsWell() {
        assertThatThrownBy(() -> receiver.handle(signed(ID, SYMMETRIC), BODY, fresh -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(handled(signed(ID, SYMMETRIC))).isInstanceOf(Received.Fresh.class);
    }

    /** The sender must not take the answer to a second try for the end of the first. */
    @Test
    void aWebhookThatIsUnderWayIsNeitherProcessedTwiceNorCalledDone() {
        Received.Fresh first = (Received.Fresh) receiver.receive(signed(ID, SYMMETRIC), BODY);
        Received second = handled(signed(ID, SYMMETRIC));

        assertThat(second).isEqualTo(new Received.UnderWay(ID));
        assertThat(second.status()).isEqualTo(503);
        receiver.done(first);
        assertThat(handled(signed(ID, SYMMETRIC))).isEqualTo(new Received.Repeated(ID));
        assertThat(processed).isEmpty();
    }

    @Test
    void aHandlerThatIsNeverHeardOfLosesItsClaimAndCannotTakeTheNextOnesAway() {
        Received.Fresh lost = (Received.Fresh) receiver.receive(signed(ID, SYMMETRIC), BODY);
        now = AT.plus(Limits.WEBHOOK_CLAIM);
        Received second = receiver.receive(signed(ID, SYMMETRIC), BODY);

        assertThat(second).isInstanceOf(Received.Fresh.class);
        receiver.giveBack(lost);
        assertThat(handled(signed(ID, SYMMETRIC))).isInstanceOf(Received.UnderWay.class);
    }

    @Test
    void ofManyAtOnceOneIsProcessed() throws Exception {
        AtomicInteger count = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Received> one =
                    () -> receiver.handle(signed(ID, SYMMETRIC), BODY, fresh -> count.incrementAndGet());
            for (Future<Received> result : threads.invokeAll(List.of(one, one, one, one, one, one, one, one))) {
                assertThat(result.get()).isNotInstanceOf(Received.Rejected.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(count).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 0, 299, 300})
    void clocksMayBeFiveMinutesApart(long seconds) {
        WebhookHeaders headers = signed(ID, SYMMETRIC);
        now = AT.plusSeconds(seconds);

        assertThat(handled(headers)).isInstanceOf(Received.Fresh.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 86_400})
    void whatWasSignedEarlierOrLaterIsNotBelieved(long seconds) {
        WebhookHeaders headers = signed(ID, SYMMETRIC);
        now = AT.plusSeconds(seconds);

        assertThat(handled(headers))
                .isEqualTo(new Received.Rejected("it was signed " + Math.abs(seconds) + " s before or after now"));
    }

    @Test
    void aMissingOrStrangeHeaderIsNotBelieved() {
        WebhookHeaders good = signed(ID, SYMMETRIC);
        List<WebhookHeaders> bad = List.of(
                new WebhookHeaders(null, good.timestamp(), good.signature()),
                new WebhookHeaders(good.id(), null, good.signature()),
                new WebhookHeaders(good.id(), good.timestamp(), null),
                new WebhookHeaders("", good.timestamp(), good.signature()),
                new WebhookHeaders("msg.1", good.timestamp(), good.signature()),
                new WebhookHeaders("a b", good.timestamp(), good.signature()),
                new WebhookHeaders("a".repeat(256), good.timestamp(), good.signature()),
                new WebhookHeaders(good.id(), "", good.signature()),
                new WebhookHeaders(good.id(), "+" + good.timestamp(), good.signature()),
                new WebhookHeaders(good.id(), "0" + good.timestamp(), good.signature()),
                new WebhookHeaders(good.id(), good.timestamp() + ".0", good.signature()),
                new WebhookHeaders(good.id(), "9".repeat(30), good.signature()),
                new WebhookHeaders(good.id(), good.timestamp(), "x".repeat(5_000)),
                new WebhookHeaders(good.id(), good.timestamp(), "v1,"),
                new WebhookHeaders("msg_other", good.timestamp(), good.signature()));

        assertThat(bad).allSatisfy(headers -> {
            assertThat(handled(headers)).isInstanceOf(Received.Rejected.class);
            assertThat(handled(headers).status()).isEqualTo(400);
        });
        assertThat(handled(good)).isInstanceOf(Received.Fresh.class);
    }

    @Test
    void aChangedBodyIsNotBelievedAndDoesNotUseTheIdUp() {
        assertThat(receiver.receive(signed(ID, SYMMETRIC), "{}".getBytes(UTF_8)))
                .isEqualTo(new Received.Rejected("no signature is by a key that we know"));
        assertThat(handled(signed(ID, SYMMETRIC))).isInstanceOf(Received.Fresh.class);
    }

    @Test
    void headersAreFoundWhateverTheirCaseAndARepeatedOneIsNone() {
        WebhookHeaders found = WebhookHeaders.of(Map.of(
                "Webhook-Id", List.of("a"),
                "WEBHOOK-TIMESTAMP", List.of("1"),
                "webhook-signature", List.of("v1,x", "v1,y"),
                "Other", List.of("z")));

        assertThat(found).isEqualTo(new WebhookHeaders("a", "1", null));
    }

    @Test
    void withoutAKeyNothingIsReceived() {
        assertThatThrownBy(() -> new WebhookReceiver(List.of(), new SeenInMemory(), () -> now))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOldestIsForgottenFirstAndWhatIsUnderWayNever() {
        SeenInMemory seen = new SeenInMemory(2);
        Instant until = AT.plus(Duration.ofMinutes(1));
        for (String id : List.of("1", "2", "3")) {
            assertThat(seen.claim(id, AT, until)).isEqualTo(SeenWebhooks.Claim.YOURS);
            seen.done(id);
        }

        assertThat(seen.claim("3", AT, until)).isEqualTo(SeenWebhooks.Claim.DONE);
        assertThat(seen.claim("1", AT, until)).isEqualTo(SeenWebhooks.Claim.YOURS);
        assertThat(seen.claim("4", AT, until)).isEqualTo(SeenWebhooks.Claim.YOURS);
        assertThat(seen.claim("5", AT, until)).isEqualTo(SeenWebhooks.Claim.UNDER_WAY);
        assertThat(seen.claim("1", AT, until)).isEqualTo(SeenWebhooks.Claim.UNDER_WAY);
        assertThat(seen.claim("5", until, until.plusSeconds(1))).isEqualTo(SeenWebhooks.Claim.YOURS);
    }

    @Test
    void whatIsOlderThanWhatWasHeardIsStale() {
        IntentOrder order = new IntentOrder(1);
        IntentId intent = new IntentId("pi_" + "a".repeat(32));
        IntentId other = new IntentId("pi_" + "b".repeat(32));

        assertThat(order.note(new NotificationId(intent, 1))).isEqualTo(IntentOrder.Place.NEXT);
        assertThat(order.note(new NotificationId(intent, 2))).isEqualTo(IntentOrder.Place.NEXT);
        assertThat(order.note(new NotificationId(intent, 2))).isEqualTo(IntentOrder.Place.STALE);
        assertThat(order.note(new NotificationId(intent, 4))).isEqualTo(IntentOrder.Place.AFTER_A_GAP);
        assertThat(order.note(new NotificationId(intent, 3))).isEqualTo(IntentOrder.Place.STALE);
        assertThat(order.note(new NotificationId(other, 9))).isEqualTo(IntentOrder.Place.NEXT);
        assertThat(order.note(new NotificationId(intent, 3))).isEqualTo(IntentOrder.Place.NEXT);
    }

    @Test
    void aWebhooksIdSaysWhichOneOfWhichIntentItIs() {
        Received.Fresh fresh = (Received.Fresh) receiver.receive(signed(ID, SYMMETRIC), BODY);

        assertThat(fresh.notification()).contains(new NotificationId(new IntentId("pi_" + "a".repeat(32)), 3));
    }

    private Received handled(WebhookHeaders headers) {
        return receiver.handle(headers, BODY, fresh -> processed.add(fresh.id()));
    }

    private WebhookHeaders signed(String id, WebhookSecret secret) {
        WebhookMessage message = new WebhookMessage(id, now, BODY);
        return new WebhookHeaders(id, Long.toString(now.getEpochSecond()), WebhookSignatures.entry(secret, message));
    }
}
