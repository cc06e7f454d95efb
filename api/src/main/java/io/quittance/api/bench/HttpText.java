package io.quittance.api.bench;

import io.quittance.api.bench.Purchases.Purchase;

/** Requests as they go over the wire to one server. Immutable. */
final class HttpText {

    static final String PAYMENTS = "/v1/payments";
    static final String INTENTS = "/v1/payment_intents";
    static final String LIVE = "/health/live";

    private static final String CARD = "\"number\":\"" + Purchases.CARD_NUMBER + "\",\"exp_month\":"
            + Purchases.CARD_EXPIRY_MONTH + ",\"exp_year\":" + Purchases.CARD_EXPIRY_YEAR + ",\"cvc\":\""
            + Purchases.CARD_CODE + "\"";

    private final String common;

    HttpText(HttpTarget target) {
        this.common = " HTTP/1.1\r\nHost: " + target.authority() + "\r\nAuthorization: Bearer " + target.apiKey();
    }

    byte[] get(String path) {
        return HttpAnswer.ascii("GET " + path + common + "\r\n\r\n");
    }

    byte[] post(String path, String key, String json) {
        return HttpAnswer.ascii("POST " + path + common + "\r\nContent-Type: application/json\r\nIdempotency-Key: "
                + key + "\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
    }

    /** The body that makes an intent. ASCII. */
    static String intentJson(Purchase purchase) {
        return intentFields(purchase) + "}";
    }

    /** The body that makes an intent and pays it. ASCII. */
    static String paymentJson(Purchase purchase) {
        return intentFields(purchase) + ",\"payment_method\":{\"type\":\"card\",\"card\":{" + CARD + "}}}";
    }

    private static String intentFields(Purchase purchase) {
        return "{\"amount\":" + purchase.amountMinor() + ",\"currency\":\"" + Purchases.CURRENCY
                + "\",\"reference_id\":\"" + purchase.reference() + "\"";
    }
}
