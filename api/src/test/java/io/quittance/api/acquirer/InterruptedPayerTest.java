package io.quittance.api.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.Wiring;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.attempt.AuthenticationResult;
import io.quittance.engine.checkout.Authenticator;
import io.quittance.engine.checkout.CheckoutParts;
import io.quittance.engine.checkout.CheckoutResult;
import io.quittance.engine.checkout.TokenCode;
import io.quittance.engine.checkout.TokenRequest;
import io.quittance.engine.checkout.TokenStatus;
import io.quittance.engine.checkout.TokenView;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.CardDetails;
import io.quittance.persistence.Journals;
import io.quittance.persistence.cards.CardFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: what a process was about with a payer when it ended goes on with the next, and is one charge. Method: an engine
 * on its files ends between two of its steps, and another one starts on them.
 */
final class InterruptedPayerTest {

    private static final Tenant SHOP = Tenant.test("shop");
    private static final CardDetails CARD = CardDetails.of("5200000000000056", 12, 2030, "341");
    private static final String PAGE = "https://pay.example/pay/this";

    @TempDir
    private Path directory;

    private SimulatedAcquirer acquirer;

    @BeforeEach
    void open() throws IOException {
        acquirer = SimulatedAcquirer.open(directory.resolve("ledger"), FaultPlan.NONE, Clock.systemUTC());
        acquirer.authenticator().listensAt(URI.create("https://issuer.example"));
    }

    @AfterEach
    void close() throws IOException {
        acquirer.close();
    }

    @Test
    void aCardThatWasGivenAndAboutWhichNobodyWasAskedYetPaysOnce() {
        TokenView token;
        try (PaymentEngine first = start(new SilentIssuer())) {
            token = told(first.checkout().issue(SHOP, request(false), null));
            var unanswered = first.checkout().submit(token.id(), CARD, PAGE);
            TokenView used = told(first.checkout().find(SHOP, token.id()));
            while (used.status() == TokenStatus.ISSUED) {
                used = told(first.checkout().find(SHOP, token.id()));
            }
            assertThat(used.code()).isEqualTo(TokenCode.AUTHORIZING);
            assertThat(unanswered.toCompletableFuture()).isNotDone();
        }
        assertThat(acquirer.summary().entries()).isZero();

        try (PaymentEngine second = start(acquirer.authenticator())) {
            assertThat(told(second.checkout().look(token.id(), PAGE)).code()).isEqualTo(TokenCode.SUCCESSFUL);
            assertThat(told(second.checkout().look(token.id(), PAGE)).code()).isEqualTo(TokenCode.SUCCESSFUL);
        }
        assertThat(acquirer.summary().approved()).isEqualTo(1);
        assertThat(acquirer.summary().entries()).isEqualTo(1);
    }

    @Test
    void aPayerWhoIsReadyIsStillReadyAfterARestart() {
        TokenView token;
        try (PaymentEngine first = start(acquirer.authenticator())) {
            token = told(first.checkout().issue(SHOP, request(true), null));
            assertThat(told(first.checkout().submit(token.id(), CARD, PAGE)).code())
                    .isEqualTo(TokenCode.WAITING_PRE_EXECUTE);
        }

        try (PaymentEngine second = start(acquirer.authenticator())) {
            assertThat(told(second.checkout().resume(SHOP, token.id(), PAGE, null))
                            .code())
                    .isEqualTo(TokenCode.SUCCESSFUL);
        }
        assertThat(acquirer.summary().approved()).isEqualTo(1);
    }

    /** Goal: nothing is sent that cannot be. Method: the vault is another one after the restart. */
    @Test
    void aPayerWhoseCardWasLostIsToldSoAndNothingIsSent() throws IOException {
        TokenView token;
        try (PaymentEngine first = start(acquirer.authenticator())) {
            token = told(first.checkout().issue(SHOP, request(true), null));
            told(first.checkout().submit(token.id(), CARD, PAGE));
        }

        try (PaymentEngine second =
                start(acquirer.authenticator(), Files.createDirectory(directory.resolve("other")))) {
            assertThat(told(second.checkout().resume(SHOP, token.id(), PAGE, null))
                            .code())
                    .isEqualTo(TokenCode.FAILED);
            TokenView again = told(second.checkout().issue(SHOP, request(false), null));
            assertThat(told(second.checkout().submit(again.id(), CARD, PAGE)).code())
                    .isEqualTo(TokenCode.SUCCESSFUL);
        }
        assertThat(acquirer.summary().entries()).isEqualTo(1);
    }

    private PaymentEngine start(Authenticator authenticator) {
        return start(authenticator, directory);
    }

    private PaymentEngine start(Authenticator authenticator, Path cards) {
        return PaymentEngine.builder()
                .journal(Journals.embedded(directory.resolve("journal")))
                .processor(new InProcessConnector(acquirer))
                .checkout(new CheckoutParts(
                        CardFile.open(cards, cards.resolve(CardFile.KEYS_NAME), Clock.systemUTC(), Wiring.randomness()),
                        authenticator))
                .start();
    }

    private static TokenRequest request(boolean waits) {
        return new TokenRequest("o-1", 1250L, "EUR", "SALE", waits, null, null, null, null);
    }

    private static TokenView told(CompletionStage<CheckoutResult> result) {
        CheckoutResult heard = result.toCompletableFuture().join();
        assertThat(heard).isInstanceOf(CheckoutResult.Told.class);
        return ((CheckoutResult.Told) heard).token();
    }

    /** An issuer that says nothing before the process ends. */
    private static final class SilentIssuer implements Authenticator {

        @Override
        public CompletionStage<AuthenticationResult> begin(Order order) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<AuthenticationResult> inquire(String reference) {
            return new CompletableFuture<>();
        }
    }
}
