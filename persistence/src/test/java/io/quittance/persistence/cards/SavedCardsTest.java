package io.quittance.persistence.cards;

import static io.quittance.persistence.support.Payments.SHOP;
import static io.quittance.persistence.support.Payments.answered;
import static io.quittance.persistence.support.Payments.cart;
import static io.quittance.persistence.support.Payments.found;
import static io.quittance.persistence.support.Payments.key;
import static io.quittance.persistence.support.Payments.refused;
import static io.quittance.persistence.support.Payments.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.attempt.StoredCredential;
import io.quittance.engine.attempt.StoredCredential.Initiator;
import io.quittance.engine.attempt.StoredCredential.Reason;
import io.quittance.engine.checkout.Authenticator;
import io.quittance.engine.checkout.CheckoutParts;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.AttemptRequest;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.CrossReferenceDetails;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.MethodDetails;
import io.quittance.engine.intent.PaymentRequest;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.intent.TokenDetails;
import io.quittance.engine.vault.CardRequest;
import io.quittance.engine.vault.CardResult;
import io.quittance.engine.vault.CardView;
import io.quittance.persistence.Journals;
import io.quittance.persistence.support.Payments;
import io.quittance.persistence.support.ScriptedProcessor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paying with a card that the engine keeps, on a real engine with a real vault. */
final class SavedCardsTest {

    private static final CardDetails CARD = CardDetails.of("5200000000000056", 12, 2030, "341");
    private static final AttemptOutcome DECLINED =
            new AttemptOutcome.Declined(new Failure("declined", "Declined.", null, null, null));

    @TempDir
    private Path directory;

    private final SecureRandom random = new SecureRandom();
    private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private ScriptedProcessor processor = ScriptedProcessor.approving();
    private @Nullable CardFile vault;
    private PaymentEngine engine;

    @BeforeEach
    void start() {
        vault = CardFile.open(directory, directory.resolve(CardFile.KEYS_NAME), () -> now, this::bytes);
        engine = PaymentEngine.builder()
                .journal(Journals.embedded(directory))
                .processor(processor)
                .checkout(new CheckoutParts(vault, Authenticator.NONE))
                .clock(() -> now)
                .start();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void aCardIsPaidWithOnceAndItsRepeatIsAnsweredThoughItIsGone() {
        CardId card = kept(null, false);

        PaymentResult.Answered paid = answered(pay(once(card), "cart-1", "key-1"));

        assertThat(lastMethod(paid)).isEqualTo(MethodSummary.card("mastercard", "520000XXXXXX0056", "12/30"));
        assertThat(sent()).isEqualTo(new PaymentMethod.Card("5200000000000056", card().expiry(), "341"));
        assertThat(result(vault().find(SHOP, card))).isEmpty();
        PaymentResult.Answered again = answered(pay(once(card), "cart-1", "key-1"));
        assertThat(again.replayed()).isTrue();
        assertThat(again.intent()).isEqualTo(paid.intent());
        assertThat(code(pay(once(card), "cart-2", "key-2"))).isEqualTo(Refusal.Code.TOKEN_CONSUMED);
        assertThat(processor.orders()).hasSize(1);
    }

    @Test
    void aCardThatWasDeclinedIsUsedUpToo() {
        restart(ScriptedProcessor.answering(DECLINED));
        CardId card = kept(null, false);

        IntentId intent = answered(pay(once(card), "cart-1", "key-1")).intent().id();

        AttemptRequest again = new AttemptRequest(once(card), null, null, null, null);
        assertThat(code(engine.attempt(SHOP, intent, again, key("key-2")))).isEqualTo(Refusal.Code.TOKEN_CONSUMED);
        assertThat(processor.orders()).hasSize(1);
    }

    @Test
    void anAttemptThatNeverLeftDoesNotUseItUp() {
        restart(ScriptedProcessor.answering(new AttemptOutcome.NotProcessed("away")));
        CardId card = kept(null, false);

        answered(pay(once(card), "cart-1", "key-1"));
        answered(pay(once(card), "cart-1", "key-1"));

        assertThat(processor.orders()).hasSize(2);
    }

    @Test
    void aCardIsOfThePaymentThatNamedItFirst() {
        restart(ScriptedProcessor.silent());
        CardId card = kept(null, false);

        answered(engine.pay(SHOP, new PaymentRequest(cart("cart-1"), once(card), null, Duration.ZERO), key("key-1")));

        assertThat(code(pay(once(card), "cart-2", "key-2"))).isEqualTo(Refusal.Code.TOKEN_CONSUMED);
        assertThat(processor.orders()).hasSize(1);
    }

    @Test
    void aSavedCardIsPaidWithAgainAndAgainAndSaysWhy() {
        CardId card = kept("anna", true);
        MethodDetails byCustomer = new CrossReferenceDetails(card.crossReference(), "999", null, null);
        MethodDetails byMerchant = new CrossReferenceDetails(card.crossReference(), null, "merchant", "recurring");

        PaymentResult.Answered first = answered(pay(byCustomer, "cart-1", "key-1"));
        assertThat(sent().securityCode()).isEqualTo("999");
        PaymentResult.Answered second = answered(pay(byMerchant, "cart-2", "key-2"));

        assertThat(lastMethod(first))
                .isEqualTo(new MethodSummary(
                        "cross_reference",
                        "mastercard",
                        "520000XXXXXX0056",
                        "12/30",
                        null,
                        new StoredCredential(card.crossReference(), Initiator.CUSTOMER, null)));
        assertThat(lastMethod(second).stored())
                .isEqualTo(new StoredCredential(card.crossReference(), Initiator.MERCHANT, Reason.RECURRING));
        assertThat(found(engine.cards().saved(SHOP, "anna", false))).hasSize(1);
    }

    @Test
    void thePaymentsOfASavedCardStayWhenItIsForgotten() {
        CardId card = kept("anna", true);
        MethodDetails saved = CrossReferenceDetails.byCustomer(card.crossReference());
        PaymentResult.Answered paid = answered(pay(saved, "cart-1", "key-1"));

        assertThat(result(engine.cards().forget(SHOP, card))).isInstanceOf(CardResult.Told.class);

        assertThat(code(pay(saved, "cart-2", "key-2"))).isEqualTo(Refusal.Code.NOT_FOUND);
        assertThat(answered(pay(saved, "cart-1", "key-1")).intent()).isEqualTo(paid.intent());
        assertThat(found(engine.cards().saved(SHOP, "anna", true))).isEmpty();
        assertThat(result(engine.cards().forget(SHOP, card))).isInstanceOf(CardResult.Refused.class);
    }

    @Test
    void anotherMerchantsCardDoesNotExist() {
        CardId card = kept("anna", true);
        Tenant other = Tenant.test("other");
        MethodDetails saved = CrossReferenceDetails.byCustomer(card.crossReference());

        var theirs = engine.pay(other, new PaymentRequest(cart("cart-1"), saved, null, null), key("key-1"));

        assertThat(code(theirs)).isEqualTo(Refusal.Code.NOT_FOUND);
        assertThat(found(engine.cards().saved(other, "anna", true))).isEmpty();
        assertThat(result(engine.cards().forget(other, card))).isInstanceOf(CardResult.Refused.class);
        assertThat(processor.orders()).isEmpty();
    }

    @Test
    void aCardThatIsNotSavedIsNoCrossReference() {
        CardId card = kept("anna", false);

        assertThat(code(pay(CrossReferenceDetails.byCustomer(card.crossReference()), "cart-1", "key-1")))
                .isEqualTo(Refusal.Code.NOT_FOUND);
        assertThat(result(vault().find(SHOP, card)).orElseThrow().intent()).isNull();
    }

    @Test
    void aSavedCardThatHasExpiredIsHiddenAndNotPaidWith() {
        CardId card = kept("anna", true);
        MethodDetails saved = CrossReferenceDetails.byCustomer(card.crossReference());
        PaymentResult.Answered paid = answered(pay(saved, "cart-1", "key-1"));
        now = Instant.parse("2031-01-01T00:00:00Z");

        assertThat(code(pay(saved, "cart-2", "key-2"))).isEqualTo(Refusal.Code.CARD_EXPIRED);

        assertThat(answered(pay(saved, "cart-1", "key-1")).intent()).isEqualTo(paid.intent());
        assertThat(found(engine.cards().saved(SHOP, "anna", false))).isEmpty();
        assertThat(found(engine.cards().saved(SHOP, "anna", true)))
                .extracting(CardView::isExpired)
                .containsExactly(true);
        assertThat(processor.orders()).hasSize(1);
    }

    @Test
    void aMerchantWhoAsksSaysWhy() {
        String saved = CardId.random(this::bytes).crossReference();

        assertThat(pointers(new CrossReferenceDetails(saved, "12", "bank", "boredom")))
                .containsExactly("/payment_method/cvc", "/payment_method/initiated_by", "/payment_method/reason");
        assertThat(pointers(new CrossReferenceDetails(saved, null, "merchant", null)))
                .containsExactly("/payment_method/reason");
        assertThat(pointers(new CrossReferenceDetails(saved, null, "merchant", "initial")))
                .containsExactly("/payment_method/reason");
        assertThat(pointers(new CrossReferenceDetails(saved, null, null, "recurring")))
                .containsExactly("/payment_method/reason");
        assertThat(pointers(new CrossReferenceDetails("xr_1", null, null, null)))
                .containsExactly("/payment_method/cross_reference");
        assertThat(pointers(new TokenDetails(null))).containsExactly("/payment_method/token");
    }

    @Test
    void whatIsKeptIsCheckedFirst() {
        CardResult faulty = result(engine.cards().keep(SHOP, new CardRequest(null, null, true)));
        CardResult expired = result(engine.cards()
                .keep(SHOP, new CardRequest(CardDetails.of("5200000000000056", 10, 2026, "341"), null, false)));

        assertThat(((CardResult.Refused) faulty).refusal().faults())
                .extracting(FieldFault::pointer)
                .containsExactly("/card/exp_month", "/card/exp_year", "/card/number", "/customer_id");
        assertThat(((CardResult.Refused) expired).refusal().code()).isEqualTo(Refusal.Code.CARD_EXPIRED);
    }

    @Test
    void anEngineWithoutAVaultRefusesKeptCards() {
        try (PaymentEngine without = Payments.start(Journals.inMemory(), processor)) {
            CardId card = CardId.random(this::bytes);
            for (MethodDetails method : List.of(once(card), CrossReferenceDetails.byCustomer(card.crossReference()))) {
                assertThat(code(without.pay(
                                SHOP, new PaymentRequest(cart("cart-1"), method, null, null), key("key-1"))))
                        .isEqualTo(Refusal.Code.NOT_SUPPORTED);
            }
            assertThat(result(without.cards().keep(SHOP, new CardRequest(CARD, null, false))))
                    .isInstanceOf(CardResult.Refused.class);
        }
    }

    private void restart(ScriptedProcessor next) {
        engine.close();
        processor = next;
        start();
    }

    private CardFile vault() {
        if (vault == null) {
            throw new IllegalStateException("not open");
        }
        return vault;
    }

    private CardId kept(@Nullable String customer, boolean isSaved) {
        CardResult told = result(engine.cards().keep(SHOP, new CardRequest(CARD, customer, isSaved)));
        return ((CardResult.Told) told).card().card().id();
    }

    private static PaymentMethod.Card card() {
        return new PaymentMethod.Card("5200000000000056", YearMonth.of(2030, 12), "341");
    }

    private static MethodDetails once(CardId card) {
        return new TokenDetails(card.paymentMethod());
    }

    private CompletionStage<PaymentResult> pay(MethodDetails method, String reference, String key) {
        return engine.pay(SHOP, new PaymentRequest(cart(reference), method, null, null), key(key));
    }

    private List<String> pointers(MethodDetails method) {
        return refused(pay(method, "cart-1", "key-1")).refusal().faults().stream()
                .map(FieldFault::pointer)
                .toList();
    }

    private static Refusal.Code code(CompletionStage<PaymentResult> stage) {
        return refused(stage).refusal().code();
    }

    private static MethodSummary lastMethod(PaymentResult.Answered answered) {
        return answered.intent().snapshot().facts().lastAttempt().method();
    }

    private PaymentMethod.Card sent() {
        return (PaymentMethod.Card) ((AttemptOrder) processor.orders().get(0)).method();
    }
}
