package io.quittance.api.scenarios;

import java.time.Instant;
import java.util.Map;

/**
 * What a shop asks for, whichever way it speaks to Quittance.
 *
 * @param currency or null, which is a fault
 * @param reference the shop's name for the cart, or null
 * @param description or null
 * @param waitSeconds how long the answer may wait, or null for the default
 * @param capture {@code automatic} or {@code manual}, or null for the default
 * @param expiresAt when the intent takes no further attempt, or null
 */
record Purchase(
        long amount,
        String currency,
        String reference,
        Means means,
        String description,
        Map<String, String> metadata,
        Integer waitSeconds,
        String capture,
        Instant expiresAt) {

    /** A cart of this many cents, paid with a good card. */
    static Purchase of(String reference, long cents) {
        return new Purchase(cents, "EUR", reference, Card.GOOD, null, Map.of(), null, null, null);
    }

    Purchase costing(long cents) {
        return new Purchase(cents, currency, reference, means, description, metadata, waitSeconds, capture, expiresAt);
    }

    Purchase in(String otherCurrency) {
        return new Purchase(
                amount, otherCurrency, reference, means, description, metadata, waitSeconds, capture, expiresAt);
    }

    Purchase under(String otherReference) {
        return new Purchase(
                amount, currency, otherReference, means, description, metadata, waitSeconds, capture, expiresAt);
    }

    Purchase with(Means other) {
        return new Purchase(amount, currency, reference, other, description, metadata, waitSeconds, capture, expiresAt);
    }

    Purchase described(String text, Map<String, String> pairs) {
        return new Purchase(amount, currency, reference, means, text, pairs, waitSeconds, capture, expiresAt);
    }

    Purchase waiting(int seconds) {
        return new Purchase(amount, currency, reference, means, description, metadata, seconds, capture, expiresAt);
    }

    /** Held, to be captured later. */
    Purchase held() {
        return new Purchase(
                amount, currency, reference, means, description, metadata, waitSeconds, "manual", expiresAt);
    }

    Purchase expiring(Instant at) {
        return new Purchase(amount, currency, reference, means, description, metadata, waitSeconds, capture, at);
    }
}
