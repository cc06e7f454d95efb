package io.quittance.persistence.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.Journal;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.PaymentRequest;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Payments as tests make them, and their answers. */
public final class Payments {

    public static final Tenant SHOP = Tenant.test("shop");
    public static final String CARD_NUMBER = "4111111111111111";
    public static final String DESCRIPTION = "Birthday cake for Ms Miller";
    public static final CardDetails CARD = CardDetails.of(CARD_NUMBER, 12, 2099, "123");

    private static final int ANSWER_SECONDS_MAX = 30;

    private Payments() {}

    public static PaymentEngine start(Journal journal, Processor processor) {
        return PaymentEngine.builder().journal(journal).processor(processor).start();
    }

    public static IdempotencyKey key(String text) {
        return new IdempotencyKey(text);
    }

    /** 12.50 euro for a cart, with something personal in it. */
    public static IntentRequest cart(String reference) {
        return IntentRequest.of(1250, "EUR")
                .withReference(reference)
                .withPersonal(DESCRIPTION, Map.of("table", "seven"));
    }

    public static PaymentRequest payment(String reference) {
        return PaymentRequest.card(cart(reference), CARD);
    }

    /** A payment whose caller does not wait for the outcome. */
    public static PaymentRequest hurriedPayment(String reference) {
        return new PaymentRequest(cart(reference), CARD, null, Duration.ZERO);
    }

    public static PaymentResult.Answered pay(PaymentEngine engine, String reference, String key) {
        return answered(engine.pay(SHOP, payment(reference), key(key)));
    }

    public static PaymentResult.Answered answered(CompletionStage<PaymentResult> stage) {
        PaymentResult result = result(stage);
        assertThat(result).isInstanceOf(PaymentResult.Answered.class);
        return (PaymentResult.Answered) result;
    }

    public static PaymentResult.Refused refused(CompletionStage<PaymentResult> stage) {
        PaymentResult result = result(stage);
        assertThat(result).isInstanceOf(PaymentResult.Refused.class);
        return (PaymentResult.Refused) result;
    }

    /** What a page holds. */
    public static <T> List<T> found(CompletionStage<Listing<T>> stage) {
        return page(stage).data();
    }

    public static <T> Page<T> page(CompletionStage<Listing<T>> stage) {
        Listing<T> listing = result(stage);
        assertThat(listing).isInstanceOf(Listing.Found.class);
        return ((Listing.Found<T>) listing).page();
    }

    public static <T> T result(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
    }
}
