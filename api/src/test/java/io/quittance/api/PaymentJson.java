package io.quittance.api;

/** Bodies of {@code POST /v1/payments}. */
public final class PaymentJson {
    public static final String CARD_NUMBER = "5200000000000056";
    public static final String CARD_CODE = "341";

    public static final String CARD = """
            {"number":"%s","exp_month":12,"exp_year":2030,"cvc":"%s"}""".formatted(CARD_NUMBER, CARD_CODE);

    public static final String METHOD = """
            {"type":"card","card":%s}""".formatted(CARD);

    private PaymentJson() {}

    /** A good body. */
    public static String of(String reference, long cents) {
        return of(reference, String.valueOf(cents), METHOD);
    }

    /** The same with this written as its amount, and this as its payment method. */
    public static String of(String reference, String amount, String method) {
        String json = "{\"amount\":%s,\"currency\":\"EUR\",\"reference_id\":\"%s\",\"payment_method\":%s}";
        return json.formatted(amount, reference, method);
    }

    /** A good body with these members added. */
    public static String with(String reference, String members) {
        return with(reference, 1250, members);
    }

    /** The same for this many cents. */
    public static String with(String reference, long cents, String members) {
        String body = of(reference, cents);
        return body.substring(0, body.length() - 1) + "," + members + "}";
    }
}
