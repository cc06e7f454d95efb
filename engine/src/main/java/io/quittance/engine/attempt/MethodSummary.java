package io.quittance.engine.attempt;

import org.jspecify.annotations.Nullable;

/**
 * What may be remembered of a payment method: first six and last four digits (PCI DSS 3.4.1), never more.
 *
 * @param type {@code card}, {@code terminal}, or {@code cross_reference} for a card that was kept
 * @param brand the card's scheme, e.g. {@code visa}
 * @param masked e.g. {@code 520000XXXXXX0056}
 * @param expiry {@code MM/YY}
 * @param terminalId where the payer pays, for {@code terminal}
 * @param stored that the card is kept, or was; null when it is not
 */
public record MethodSummary(
        String type,
        @Nullable String brand,
        @Nullable String masked,
        @Nullable String expiry,
        @Nullable String terminalId,
        @Nullable StoredCredential stored) {

    private static final String TERMINAL = "terminal";
    private static final String CROSS_REFERENCE = "cross_reference";

    /** A card of which nothing is known, or not any more. */
    static final MethodSummary UNKNOWN_CARD = new MethodSummary("card", null, null, null, null, null);

    /** A card. */
    public static MethodSummary card(String brand, String masked, String expiry) {
        return new MethodSummary("card", brand, masked, expiry, null, null);
    }

    /** A payment at a terminal, whose card is not known before it is presented. */
    public static MethodSummary terminal(String terminalId) {
        return new MethodSummary(TERMINAL, null, null, null, terminalId, null);
    }

    /** The same card, paid with again because it was kept. */
    public MethodSummary repeated(StoredCredential credential) {
        return new MethodSummary(CROSS_REFERENCE, brand, masked, expiry, null, credential);
    }

    /** The same card, kept with this payment or paid with because it was kept. */
    public MethodSummary stored(StoredCredential credential) {
        return new MethodSummary(type, brand, masked, expiry, terminalId, credential);
    }

    /** Whether the payer pays at a terminal. */
    public boolean isTerminal() {
        return type.equals(TERMINAL);
    }
}
