package io.quittance.engine.id;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a card in the vault: 32 characters of base 32, random. Callers see it as {@code pm_…}, a card to pay
 * with, and as {@code xr_…}, the card that a customer let the merchant keep; both name the same card.
 *
 * @param body the 32 characters
 */
public record CardId(String body) {

    private static final Pattern SHAPE = Pattern.compile("[a-z2-7]{32}");
    private static final String PAYMENT_METHOD = "pm_";
    private static final String CROSS_REFERENCE = "xr_";

    public CardId {
        if (!SHAPE.matcher(body).matches()) {
            throw new IllegalArgumentException("not the name of a card: " + body);
        }
    }

    /** A new name. */
    public static CardId random(IdSource ids) {
        return new CardId(RandomText.of(ids));
    }

    /** Reads {@code pm_…}; empty when it cannot be one. */
    public static Optional<CardId> ofPaymentMethod(String text) {
        return parse(PAYMENT_METHOD, text);
    }

    /** Reads {@code xr_…}; empty when it cannot be one. */
    public static Optional<CardId> ofCrossReference(String text) {
        return parse(CROSS_REFERENCE, text);
    }

    /** {@code pm_…}: what a payment is made with. */
    public String paymentMethod() {
        return PAYMENT_METHOD + body;
    }

    /** {@code xr_…}: what a kept card is called. */
    public String crossReference() {
        return CROSS_REFERENCE + body;
    }

    private static Optional<CardId> parse(String prefix, String text) {
        return text.startsWith(prefix)
                        && SHAPE.matcher(text.substring(prefix.length())).matches()
                ? Optional.of(new CardId(text.substring(prefix.length())))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return paymentMethod();
    }
}
