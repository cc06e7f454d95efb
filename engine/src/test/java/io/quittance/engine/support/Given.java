package io.quittance.engine.support;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.CaptureMethod;
import io.quittance.engine.intent.Terms;
import io.quittance.engine.money.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;

/** What most tests start from. */
public final class Given {

    public static final Instant NOW = Instant.parse("2026-03-14T10:15:30.250Z");
    public static final Tenant SHOP = Tenant.test("shop");
    public static final IntentId ID = IntentId.ofReference(SHOP, "order-1");
    public static final Terms TERMS =
            new Terms(Money.of(1250, "EUR"), "order-1", CaptureMethod.AUTOMATIC, "c-1", null, null, null);

    private Given() {}

    /** A card that is good until the end of this month. */
    public static PaymentMethod.Card card(int year, int month) {
        return new PaymentMethod.Card("4111111111111111", YearMonth.of(year, month), "123");
    }

    /** The question what became of an attempt to pay {@link #TERMS} with a card. */
    public static Inquiry inquiry(String downstreamReference) {
        return Inquiry.ofAttempt(
                downstreamReference, TERMS.amount(), card(2030, 12).summary());
    }

    /** The request to pay {@link #TERMS} under a key. */
    public static KeyedRequest pay(String key) {
        return keyed(PaymentEngine.PAY_PATH, key, "1250");
    }

    /** The request to make an intent with {@link #TERMS} under a key. */
    public static KeyedRequest create(String key) {
        return keyed(PaymentEngine.CREATE_PATH, key, "1250");
    }

    /** A request whose fingerprint is as good as its amount. */
    public static KeyedRequest keyed(String path, String key, String amount) {
        return new KeyedRequest(
                path, key, Map.of("amount", amount, "currency", "EUR"), null, KeyedRequest.REPRESENTATION);
    }
}
