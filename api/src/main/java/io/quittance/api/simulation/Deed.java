package io.quittance.api.simulation;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One order to the acquirer: what the stored events say of it, and what the acquirer did. Open until an outcome is
 * stored. Used by the world's thread.
 */
final class Deed {

    final StreamBook intent;
    final String kind;
    final int number;
    final String cause;
    final String reference;
    final String original;
    final long amount;
    final boolean isLast;

    /** {@code open}, {@code approved}, {@code declined} or {@code not_processed}. */
    String outcome = "open";

    /** For an attempt that was closed: the events say that it was approved all the same. */
    boolean wasApprovedLate;

    /** The events say that the acquirer has it, and waits for the payer. */
    boolean isAcknowledged;

    /** The acquirer will break its word about it. */
    boolean isUnbound;

    int sent;
    int effects;

    /** For an attempt: what the acquirer holds of it and has taken of it. */
    long held;

    long taken;
    boolean isSettled;

    private Deed(StreamBook intent, JsonNode started, String kind, String original, long amount) {
        this.intent = intent;
        this.kind = kind;
        this.number = started.at("/number").asInt();
        this.cause = started.at("/cause").asText();
        this.reference = started.at("/downstream_reference").asText();
        this.original = original;
        this.amount = amount;
        this.isLast = started.at("/is_last").asBoolean();
    }

    static Deed attempt(StreamBook intent, JsonNode started) {
        String reference = started.at("/downstream_reference").asText();
        return new Deed(intent, started, "authorization", reference, intent.account.amount);
    }

    static Deed operation(StreamBook intent, JsonNode started, Deed original) {
        return new Deed(
                intent,
                started,
                started.at("/kind").asText(),
                original.reference,
                started.at("/amount").asLong());
    }

    boolean isAttempt() {
        return kind.equals("authorization");
    }

    boolean isReversal() {
        return kind.equals("reversal");
    }

    boolean isOpen() {
        return outcome.equals("open");
    }

    boolean isApproved() {
        return outcome.equals("approved");
    }

    @Override
    public String toString() {
        return kind + " " + reference;
    }
}
