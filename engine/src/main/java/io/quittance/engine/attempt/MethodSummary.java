package io.quittance.engine.attempt;

import org.jspecify.annotations.Nullable;

/**
 * What may be remembered of a payment method: first six and last four digits (PCI DSS 3.4.1), never more.
 *
 * @param type {@code card} or {@code terminal}
 * @param brand the card's scheme, e.g. {@code visa}
 * @param masked e.g. {@code 520000XXXXXX0056}
 * @param expiry {@code MM/YY}
 * @param terminalId where the payer pays, for {@code terminal}
 */
public record MethodSummary(
        String type,
        @Nullable String brand,
        @Nullable String masked,
        @Nullable String expiry,
        @Nullable String terminalId) {

    private static final String TERMINAL = "terminal";

    /** A card. */
    public static MethodSummary card(String brand, String masked, String expiry) {
        return new MethodSummary("card", brand, masked, expiry, null);
    }

    /** A payment at a terminal, whose card is not known before it is presented. */
    public static MethodSummary terminal(String terminalId) {
        return new MethodSummary(TERMINAL, null, null, null, terminalId);
    }

    /** Whether the payer pays at a terminal. */
    public boolean isTerminal() {
        return type.equals(TERMINAL);
    }
}
