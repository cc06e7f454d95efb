package io.quittance.engine.webhook;

import static io.quittance.engine.webhook.EndpointStories.SHOP;
import static io.quittance.engine.webhook.EndpointStories.START;
import static io.quittance.engine.webhook.EndpointStories.enabled;
import static io.quittance.engine.webhook.EndpointStories.signed;
import static io.quittance.engine.webhook.EndpointStories.to;
import static io.quittance.engine.webhook.EndpointStories.verified;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.Limits;
import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.support.ManualClock;
import io.quittance.engine.webhook.WebhookEndpoint.Standing;
import io.quittance.engine.webhook.WebhookResult.Done;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EndpointDeskTest {
    private static final String URL = "https://shop.example/webhooks";

    private final ManualClock clock = new ManualClock(START);
    private final InMemoryEndpoints store = new InMemoryEndpoints();
    private final ReceivingEnd receiver = new ReceivingEnd();
    private final List<WebhookSecret> seen = new ArrayList<>();
    private final Endpoints endpoints = Endpoints.open(store);
    private final EndpointDesk desk = new EndpointDesk(endpoints, receiver.parts(clock));

    @AfterEach
    void close() {
        endpoints.close();
    }

    @Test
    void aNewEndpointIsDurableAndItsSecretIsShownOnce() {
        Done made = done(desk.register(SHOP, to(URL)));

        assertThat(made.endpoint().standing()).isEqualTo(Standing.ENABLED);
        assertThat(made.shown()).extracting(this::name).containsExactly("whsec_1");
        assertThat(store.endpoints()).containsExactly(made.endpoint());
        Done found = done(desk.find(SHOP, made.endpoint().id()));
        assertThat(found).isEqualTo(new Done(made.endpoint(), List.of()));
        assertThat(receiver.asked()).isEmpty();
    }

    @Test
    void anotherMerchantsEndpointDoesNotExist() {
        EndpointId id = registered();
        Tenant other = Tenant.test("other");

        assertThat(List.of(
                        desk.find(other, id),
                        desk.change(other, id, enabled(false)),
                        desk.remove(other, id),
                        desk.rotateSecret(other, id),
                        desk.ping(other, id),
                        desk.verify(other, id)))
                .allSatisfy(answer -> assertThat(refused(answer).code()).isEqualTo(Refusal.Code.NOT_FOUND));
        assertThat(desk.list(other).toCompletableFuture().join()).isEmpty();
    }

    @Test
    void theListIsNewestFirst() {
        EndpointId first = registered();
        clock.advance(Duration.ofSeconds(1));
        EndpointId second = registered();

        assertThat(desk.list(SHOP).toCompletableFuture().join())
                .extracting(WebhookEndpoint::id)
                .containsExactly(second, first);
    }

    @Test
    void noMoreThanTheMostAreTakenUntilOneIsRemoved() {
        EndpointId first = registered();
        for (int i = 1; i < Limits.WEBHOOK_ENDPOINTS_PER_TENANT_MAX; i++) {
            registered();
        }

        assertThat(refused(desk.register(SHOP, to(URL))).faults())
                .extracting(FieldFault::code)
                .containsExactly("too_many");
        assertThat(done(desk.register(Tenant.test("other"), to(URL))).shown()).hasSize(1);
        done(desk.remove(SHOP, first));
        assertThat(done(desk.register(SHOP, to(URL))).shown()).hasSize(1);
    }

    @Test
    void whatIsRemovedIsGoneAndItsSecretsAreForgotten() {
        EndpointId id = registered();

        Done removed = done(desk.remove(SHOP, id));

        assertThat(removed.endpoint().removedAt()).isEqualTo(START);
        assertThat(removed.endpoint().secrets()).isEmpty();
        assertThat(refused(desk.find(SHOP, id)).code()).isEqualTo(Refusal.Code.NOT_FOUND);
        assertThat(refused(desk.remove(SHOP, id)).code()).isEqualTo(Refusal.Code.NOT_FOUND);
        assertThat(endpoints.find(id)).contains(removed.endpoint());
        assertThat(endpoints.listeners(SHOP, "payment_intent.created")).isEmpty();
    }

    @Test
    void aStoreThatFailsIsARefusalAndNothingIsClaimed() {
        EndpointId id = registered();
        store.isBroken(true);

        assertThat(List.of(
                        desk.register(SHOP, to(URL)),
                        desk.change(SHOP, id, enabled(false)),
                        desk.remove(SHOP, id),
                        desk.rotateSecret(SHOP, id)))
                .allSatisfy(answer -> assertThat(refused(answer).code()).isEqualTo(Refusal.Code.INTERNAL));
        assertThat(endpoints.of(SHOP)).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.standing()).isEqualTo(Standing.ENABLED);
            assertThat(endpoint.secrets()).hasSize(1);
        });
    }

    @Test
    void aRotatedSecretSignsForADayBesideTheNewOneAndTwoAreTheMost() {
        EndpointId id = registered();

        Done rotated = done(desk.rotateSecret(SHOP, id));

        Instant end = START.plus(Limits.WEBHOOK_SECRET_OVERLAP);
        assertThat(rotated.shown()).extracting(this::name).containsExactly("whsec_2");
        assertThat(rotated.endpoint().secrets())
                .extracting(this::told)
                .containsExactly("whsec_2 null", "whsec_1 " + end);
        assertThat(done(desk.rotateSecret(SHOP, id)).endpoint().secrets())
                .extracting(this::told)
                .containsExactly("whsec_3 null", "whsec_2 " + end);
    }

    @Test
    void eachKindOfSecretIsRotatedAndAPrivateHalfIsNeverShown() {
        EndpointId id = registered();
        Done both = done(desk.change(SHOP, id, signed("v1", "v1a")));
        assertThat(both.shown()).isEmpty();
        assertThat(both.endpoint().secrets()).extracting(this::told).containsExactly("whsk_2 null", "whsec_1 null");

        Done rotated = done(desk.rotateSecret(SHOP, id));

        assertThat(rotated.shown()).extracting(this::name).containsExactly("whsec_3");
        assertThat(rotated.endpoint().secrets())
                .extracting(secret -> name(secret.secret()))
                .containsExactly("whsec_3", "whsec_1", "whsk_4", "whsk_2");
        assertThat(done(desk.change(SHOP, id, signed("v1a"))).endpoint().secrets())
                .extracting(secret -> name(secret.secret()))
                .containsExactly("whsk_4", "whsk_2");
        assertThat(done(desk.change(SHOP, id, signed("v1"))).shown())
                .extracting(this::name)
                .containsExactly("whsec_5");
    }

    @Test
    void whoIsEnabledAgainStartsWithoutFailures() {
        EndpointId id = registered();
        endpoints.failed(id, START, "connection refused");
        assertThat(endpoints
                        .disable(id, "it answered 410")
                        .toCompletableFuture()
                        .join())
                .isTrue();

        Done enabled = done(desk.change(SHOP, id, enabled(true)));

        assertThat(enabled.endpoint().standing()).isEqualTo(Standing.ENABLED);
        assertThat(enabled.endpoint().reason()).isNull();
        assertThat(enabled.endpoint().failingSince()).isNull();
        assertThat(endpoints.disable(id, "again").toCompletableFuture().join()).isTrue();
    }

    @Test
    void aMerchantPausesAndTheReasonIsHis() {
        Done paused = done(desk.change(SHOP, registered(), enabled(false)));

        assertThat(paused.endpoint().standing()).isEqualTo(Standing.DISABLED);
        assertThat(paused.endpoint().reason()).isEqualTo(EndpointChange.PAUSED);
    }

    @Test
    void aChangeThatIsWrongChangesNothing() {
        EndpointId id = registered();

        assertThat(refused(desk.change(SHOP, id, to("ftp://shop"))).faults())
                .extracting(FieldFault::pointer)
                .containsExactly("/url");
        assertThat(endpoints.find(id).orElseThrow().url()).hasToString(URL);
    }

    @Test
    void anEndpointThatRepeatsTheChallengeIsEnabled() {
        EndpointId id = done(desk.register(SHOP, verified(URL))).endpoint().id();
        assertThat(standing(id)).isEqualTo(Standing.UNVERIFIED);
        assertThat(receiver.asked()).hasSize(1);
        assertThat(refused(desk.ping(SHOP, id)).code()).isEqualTo(Refusal.Code.VALIDATION);

        receiver.answer("another challenge");
        assertThat(standing(id)).isEqualTo(Standing.UNVERIFIED);
        CompletionStage<WebhookResult> asked = desk.verify(SHOP, id);
        receiver.answer(challengeOf(id));

        assertThat(done(asked).endpoint().standing()).isEqualTo(Standing.ENABLED);
        assertThat(done(desk.verify(SHOP, id)).endpoint().standing()).isEqualTo(Standing.ENABLED);
        assertThat(receiver.asked()).hasSize(2);
    }

    @Test
    void anEndpointThatDoesNotAnswerStaysUnverified() {
        EndpointId id = done(desk.register(SHOP, verified(URL))).endpoint().id();
        CompletionStage<WebhookResult> asked = desk.verify(SHOP, id);
        receiver.beSilent();

        assertThat(done(asked).endpoint().standing()).isEqualTo(Standing.UNVERIFIED);
        assertThat(endpoints.sendable()).isEmpty();
    }

    @Test
    void whoeverKnowsTheChallengeOwnsTheEndpoint() {
        EndpointId id = done(desk.register(SHOP, verified(URL))).endpoint().id();

        assertThat(desk.verified("another").toCompletableFuture().join()).isFalse();
        for (int i = 0; i < 2; i++) {
            assertThat(desk.verified(challengeOf(id)).toCompletableFuture().join())
                    .isTrue();
            assertThat(standing(id)).isEqualTo(Standing.ENABLED);
        }
    }

    @Test
    void aChallengeThatCannotBeNotedWasNotShown() {
        EndpointId id = done(desk.register(SHOP, verified(URL))).endpoint().id();
        store.isBroken(true);

        assertThat(desk.verified(challengeOf(id)).toCompletableFuture().join()).isFalse();
        assertThat(standing(id)).isEqualTo(Standing.UNVERIFIED);
    }

    @Test
    void anotherAddressHasToBeVerifiedAgainAndTheFormerChallengeOpensNothing() {
        EndpointId id = done(desk.register(SHOP, verified(URL))).endpoint().id();
        String former = challengeOf(id);
        desk.verified(former).toCompletableFuture().join();

        done(desk.change(SHOP, id, to(URL + "/2")));

        assertThat(standing(id)).isEqualTo(Standing.UNVERIFIED);
        assertThat(challengeOf(id)).isNotEqualTo(former);
        assertThat(receiver.asked()).hasSize(2);
        assertThat(desk.verified(former).toCompletableFuture().join()).isFalse();
        assertThat(standing(id)).isEqualTo(Standing.UNVERIFIED);
    }

    @Test
    void whatWasVerifiedAndPausedIsAskedAgainWhenItIsEnabled() {
        EndpointId id = done(desk.register(SHOP, verified(URL))).endpoint().id();
        desk.verified(challengeOf(id)).toCompletableFuture().join();
        done(desk.change(SHOP, id, enabled(false)));
        assertThat(refused(desk.verify(SHOP, id)).code()).isEqualTo(Refusal.Code.VALIDATION);
        assertThat(desk.verified(challengeOf(id)).toCompletableFuture().join()).isFalse();

        done(desk.change(SHOP, id, enabled(true)));

        assertThat(standing(id)).isEqualTo(Standing.UNVERIFIED);
        assertThat(receiver.asked()).hasSize(2);
    }

    @Test
    void aPingTellsWhatCameOfIt() {
        EndpointId id = registered();

        WebhookResult.Pinged pinged = (WebhookResult.Pinged) result(desk.ping(SHOP, id));

        assertThat(pinged.result()).isEqualTo(TryResult.answered(204, null, Duration.ofMillis(7)));
        assertThat(receiver.sent()).singleElement().satisfies(message -> {
            assertThat(message.id()).matches("msg_[a-z2-7]{32}");
            assertThat(message.at()).isEqualTo(START);
            assertThat(message.body()).asString().isEqualTo("ping " + message.id());
        });
    }

    private EndpointId registered() {
        return done(desk.register(SHOP, to(URL))).endpoint().id();
    }

    private Standing standing(EndpointId id) {
        return endpoints.find(id).orElseThrow().standing();
    }

    private String challengeOf(EndpointId id) {
        return Objects.requireNonNull(endpoints.find(id).orElseThrow().challenge());
    }

    private String told(LiveSecret secret) {
        return name(secret.secret()) + " " + secret.until();
    }

    /** Secrets are random; here they are called by their kind and number. */
    private String name(WebhookSecret secret) {
        return (secret.isSymmetric() ? WebhookSecret.SYMMETRIC : WebhookSecret.PRIVATE) + (seen.indexOf(secret) + 1);
    }

    private Done done(CompletionStage<WebhookResult> answer) {
        WebhookResult result = result(answer);
        assertThat(result).isInstanceOf(Done.class);
        Done done = (Done) result;
        done.endpoint().secrets().stream()
                .map(LiveSecret::secret)
                .filter(secret -> !seen.contains(secret))
                .forEach(seen::add);
        return done;
    }

    private static Refusal refused(CompletionStage<WebhookResult> answer) {
        return ((WebhookResult.Refused) result(answer)).refusal();
    }

    private static WebhookResult result(CompletionStage<WebhookResult> answer) {
        return answer.toCompletableFuture().join();
    }
}
