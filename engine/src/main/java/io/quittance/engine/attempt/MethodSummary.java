package io.quittance.engine.attempt;

import org.jspecify.annotations.Nullable;

/**
 * What may be remembered of a payment method: first six and last four digits (PCI DSS 3.4.1), never more.
 *
 * @param type {@code card}
 * @param brand the card's scheme, e.g. {@code visa}
 * @param masked e.g. {@code 520000XXXXXX0056}
 * @param expiry {@code MM/YY}
 */
public record MethodSummary(
        String type,
        @Nullable String brand,
        @Nullable String masked,
        @Nullable String expiry) {}
