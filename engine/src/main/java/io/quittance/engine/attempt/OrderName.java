package io.quittance.engine.attempt;

import java.util.Locale;

/**
 * Which order of an intent: the fence on every answer, for an intent believes a report only about an order that is open
 * under this very name.
 *
 * @param kind whether it authorises, or does something with what was authorised
 * @param number 1 for the first of its kind, then 2, 3, …
 */
public record OrderName(Kind kind, int number) {

    /** What an order is about. */
    public enum Kind {
        ATTEMPT,
        OPERATION
    }

    /** An attempt to authorise. */
    public static OrderName attempt(int number) {
        return new OrderName(Kind.ATTEMPT, number);
    }

    /** A capture, void, refund or reversal. */
    public static OrderName operation(int number) {
        return new OrderName(Kind.OPERATION, number);
    }

    /** Whether it authorises. */
    public boolean isAttempt() {
        return kind == Kind.ATTEMPT;
    }

    /**
     * Its reference at the counterparty, a pure function of the owner's id: {@code <id>-<n>} for an attempt,
     * {@code <id>-op<n>} for an operation.
     */
    public String reference(String owner) {
        return owner + (isAttempt() ? "-" : "-op") + number;
    }

    /** In words and in actor names, e.g. {@code operation-2}. */
    public String text() {
        return kind.name().toLowerCase(Locale.ROOT) + "-" + number;
    }
}
