package io.quittance.engine.intent;

import org.jspecify.annotations.Nullable;

/**
 * One fault of a request's content.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901), e.g. {@code /payment_method/card/number}
 * @param code a stable word for the kind of fault, e.g. {@code required}
 * @param message what is wrong, and what would be right
 * @param value what was sent, masked where it is sensitive; null when nothing was sent
 */
public record FieldFault(
        String pointer,
        String code,
        String message,
        @Nullable String value) {}
