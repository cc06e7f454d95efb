package io.quittance.engine.webhook;

import static io.quittance.engine.webhook.EndpointStories.SHOP;
import static io.quittance.engine.webhook.EndpointStories.START;
import static io.quittance.engine.webhook.EndpointStories.endpoint;
import static io.quittance.engine.webhook.EndpointStories.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.id.Tenant;
import io.quittance.engine.webhook.WebhookEndpoint.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EndpointsTest {
    private final InMemoryEndpoints store = new InMemoryEndpoints();
    private Endpoints endpoints = Endpoints.open(store);

    @AfterEach
    void close() {
        endpoints.close();
    }

    @Test
    void whoHearsOfATypeIsToldByMerchantAlsoAfterARestart() {
        done(endpoints.add(endpoint('a')));
        done(endpoints.add(endpoint('b')));

        for (int i = 0; i < 2; i++) {
            assertThat(endpoints.listeners(SHOP, "payment_intent.created"))
                    .extracting(WebhookEndpoint::id)
                    .containsExactly(id('a'), id('b'));
            assertThat(endpoints.listeners(SHOP, "terminal.pin_started")).isEmpty();
            assertThat(endpoints.listeners(Tenant.test("other"), "payment_intent.created"))
                    .isEmpty();
            assertThat(endpoints.find(Tenant.test("other"), id('a'))).isEmpty();
            restart();
        }
    }

    @Test
    void oneThatIsDisabledStillHearsAndIsNotOpen() {
        done(endpoints.add(endpoint('a')));
        done(endpoints.disable(id('a'), "it answered 410"));

        assertThat(endpoints.listeners(SHOP, "payment_intent.created")).hasSize(1);
        assertThat(endpoints.sendable()).isEmpty();
    }

    @Test
    void isDisabledOnceHoweverManyAskForIt() {
        done(endpoints.add(endpoint('a')));

        List<CompletionStage<Boolean>> asked = IntStream.range(0, 20)
                .mapToObj(number -> endpoints.disable(id('a'), "it answered 410"))
                .toList();

        assertThat(asked.stream().map(EndpointsTest::done).filter(isFirst -> isFirst))
                .hasSize(1);
        restart();
        assertThat(endpoints.find(id('a'))).hasValueSatisfying(endpoint -> {
            assertThat(endpoint.standing()).isEqualTo(Standing.DISABLED);
            assertThat(endpoint.reason()).isEqualTo("it answered 410");
        });
        assertThat(done(endpoints.disable(id('a'), "again"))).isFalse();
        assertThat(done(endpoints.disable(id('z'), "unheard of"))).isFalse();
    }

    @Test
    void whatCannotBeKeptIsNotInForce() {
        done(endpoints.add(endpoint('a')));
        store.isBroken(true);

        assertThatThrownBy(() -> done(endpoints.disable(id('a'), "it answered 410")))
                .hasRootCauseMessage("the disk is broken");
        assertThatThrownBy(() -> done(endpoints.add(endpoint('b')))).hasRootCauseMessage("the disk is broken");

        assertThat(endpoints.sendable()).extracting(WebhookEndpoint::id).containsExactly(id('a'));
        store.isBroken(false);
        assertThat(done(endpoints.disable(id('a'), "it answered 410"))).isTrue();
    }

    @Test
    void theFirstOfManyFailuresIsRememberedUntilASuccess() {
        done(endpoints.add(endpoint('a')));
        int before = store.writes();

        for (int i = 0; i < 50; i++) {
            endpoints.failed(id('a'), START.plusSeconds(i), "connection refused");
        }
        assertThat(failingSince()).contains(START);
        restart();
        assertThat(failingSince()).contains(START);
        assertThat(store.writes() - before).isEqualTo(1);

        for (int i = 0; i < 50; i++) {
            endpoints.succeeded(id('a'), START.plusSeconds(60 + i));
        }
        assertThat(failingSince()).isEmpty();
        restart();
        assertThat(failingSince()).isEmpty();
        assertThat(store.writes() - before).isEqualTo(2);
    }

    /** Goal: seven days of failing are more than two failures with a week between them. */
    @Test
    void failuresFarApartAreNoRunOfThem() {
        done(endpoints.add(endpoint('a')));

        endpoints.failed(id('a'), START, "no answer");
        endpoints.failed(id('a'), START.plus(Duration.ofDays(8)), "no answer");

        assertThat(failingSince()).contains(START.plus(Duration.ofDays(8)));
    }

    @Test
    void failuresEveryDayAreOneRunAlsoOverARestart() {
        done(endpoints.add(endpoint('a')));

        for (int day = 0; day <= 8; day++) {
            if (day == 4) {
                restart();
            }
            endpoints.failed(id('a'), START.plus(Duration.ofDays(day)), "no answer");
        }

        assertThat(failingSince()).contains(START);
    }

    @Test
    void aRunThatNobodyHasSeenSinceARestartBeginsAnewWhenItIsOverdue() {
        done(endpoints.add(endpoint('a')));
        endpoints.failed(id('a'), START, "no answer");
        restart();

        endpoints.failed(id('a'), START.plus(Duration.ofDays(8)), "no answer");

        assertThat(failingSince()).contains(START.plus(Duration.ofDays(8)));
    }

    /** Whatever is printed may come into a log. */
    @Test
    void anEndpointInWordsShowsNothingThatIsSecret() {
        EndpointDraft draft = new EndpointDraft(endpoint('a'));
        draft.challenge = "the-challenge";
        WebhookEndpoint endpoint = draft.endpoint();

        assertThat(endpoint.toString())
                .contains(endpoint.id().value(), "shop.example", "enabled")
                .doesNotContain("the-challenge", "whsec_", "/a");
        assertThat(new WebhookResult.Done(endpoint, List.of()).toString()).doesNotContain("the-challenge");
    }

    @Test
    void aSuccessFromBeforeTheFirstFailureEndsNothing() {
        done(endpoints.add(endpoint('a')));
        endpoints.failed(id('a'), START.plusSeconds(10), "no answer");

        endpoints.succeeded(id('a'), START.plusSeconds(9));

        assertThat(failingSince()).contains(START.plusSeconds(10));
    }

    @Test
    void howItFaresIsKnownAlsoWhileItCannotBeWritten() {
        done(endpoints.add(endpoint('a')));
        store.isBroken(true);

        endpoints.failed(id('a'), START, "connection refused");
        endpoints.failed(id('z'), START, "unheard of");

        assertThat(failingSince()).contains(START);
        store.isBroken(false);
        done(endpoints.changed(id('a'), Optional::of));
        restart();
        assertThat(failingSince()).contains(START);
    }

    @Test
    void whatWasOwedBeforeARestoreIsHeldForAllAtOnce() {
        done(endpoints.add(endpoint('a')));
        done(endpoints.add(endpoint('b')));

        CompletionStage<Void> held = endpoints.hold(START.plusSeconds(5));

        assertThat(endpoints.sendable()).extracting(WebhookEndpoint::heldBefore).containsOnly(START.plusSeconds(5));
        done(held);
        restart();
        assertThat(endpoints.sendable()).extracting(WebhookEndpoint::heldBefore).containsOnly(START.plusSeconds(5));
    }

    @Test
    void aClosedRegistryTakesNothingOn() {
        done(endpoints.add(endpoint('a')));
        endpoints.close();

        assertThat(endpoints.disable(id('a'), "late").toCompletableFuture()).isCompletedExceptionally();
        endpoints.failed(id('a'), START, "late");
        assertThat(store.writes()).isEqualTo(1);
    }

    private Optional<Instant> failingSince() {
        return Optional.ofNullable(endpoints.find(id('a')).orElseThrow().failingSince());
    }

    private void restart() {
        endpoints.close();
        endpoints = Endpoints.open(store);
    }

    private static <T> T done(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        return future.join();
    }
}
