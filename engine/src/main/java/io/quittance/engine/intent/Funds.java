package io.quittance.engine.intent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an intent's money, in minor units. Always: captured + voided ≤ authorised, refunded ≤ captured
 * (FW-17); amounts that are not so cannot be made, which quarantines the intent and no other. Immutable.
 *
 * @param authorized what the issuer holds or held
 * @param captured what was taken, less what of it was voided
 * @param voided what was given back before settlement, with what a last capture released
 * @param refunded what was given back after it was taken
 * @param captureBefore when what is not captured is released; null when all was captured with the authorisation
 * @param isCaptureDue whether the merchant was warned that this moment is near
 * @param settledAt when the captured money was settled; null when it is not
 */
public record Funds(
        long authorized,
        long captured,
        long voided,
        long refunded,
        @Nullable Instant captureBefore,
        boolean isCaptureDue,
        @Nullable Instant settledAt) {

    /** Nothing was authorised. */
    public static final Funds NONE = new Funds(0, 0, 0, 0, null, false, null);

    public Funds {
        if (captured < 0 || voided < 0 || refunded < 0 || captured + voided > authorized || refunded > captured) {
            throw new ImpossibleEvent("impossible amounts: authorised " + authorized + ", captured " + captured
                    + ", voided " + voided + ", refunded " + refunded);
        }
    }

    /** Authorised and taken at once. */
    static Funds taken(long amount) {
        return new Funds(amount, amount, 0, 0, null, false, null);
    }

    /** Authorised, to be captured before this moment. */
    static Funds held(long amount, Instant captureBefore) {
        return new Funds(amount, 0, 0, 0, captureBefore, false, null);
    }

    /** What can still be captured: what is held and neither taken nor given back. */
    public long capturable() {
        return authorized - captured - voided;
    }

    /** What can still be refunded. */
    public long refundable() {
        return captured - refunded;
    }

    /** What can still be voided: what is held, and what was captured until it is settled. */
    public long voidable() {
        return capturable() + (settledAt == null ? refundable() : 0);
    }

    /** After a capture; a last one releases the rest. */
    Funds capture(long amount, boolean isLast) {
        long released = isLast ? capturable() - amount : 0;
        return new Funds(
                authorized, captured + amount, voided + released, refunded, captureBefore, isCaptureDue, settledAt);
    }

    /** After a void: what is held goes first, then what was captured. */
    Funds voidBack(long amount) {
        long fromCaptured = Math.max(0, amount - capturable());
        return new Funds(
                authorized, captured - fromCaptured, voided + amount, refunded, captureBefore, isCaptureDue, settledAt);
    }

    /** After a refund. */
    Funds refund(long amount) {
        return new Funds(authorized, captured, voided, refunded + amount, captureBefore, isCaptureDue, settledAt);
    }

    /** After the warning. */
    Funds warned() {
        return new Funds(authorized, captured, voided, refunded, captureBefore, true, settledAt);
    }

    /** After settlement. */
    Funds settled(Instant at) {
        return new Funds(authorized, captured, voided, refunded, captureBefore, isCaptureDue, at);
    }
}
