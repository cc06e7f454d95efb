package io.quittance.engine.intent;

import io.quittance.engine.attempt.Capability;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.TerminalId;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused. A refusal has no effect: nothing was recorded, nothing was sent.
 *
 * @param code the reason, from a closed list
 * @param message what happened, what it means for the money, what to do next
 * @param faults every fault of the content, each at its place; empty when the content is not the reason
 * @param mismatchedFields for a reused key, the fields that differ from its first request
 * @param intent the intent that stands in the way, when there is one that the caller may see
 */
public record Refusal(
        Code code,
        String message,
        List<FieldFault> faults,
        List<String> mismatchedFields,
        @Nullable IntentSnapshot intent) {

    /** The closed list of reasons; {@code api.md} gives each its HTTP status. */
    public enum Code {
        VALIDATION,
        IDEMPOTENCY_KEY_REQUIRED,
        NOT_FOUND,
        NOT_SUPPORTED,
        ATTEMPT_IN_PROGRESS,
        ATTEMPT_IN_DOUBT,
        ALREADY_AUTHORIZED,
        ALREADY_SUCCEEDED,
        INTENT_CLOSED,
        IDEMPOTENCY_KEY_IN_USE,
        REFERENCE_ALREADY_USED,
        AMOUNT_EXCEEDS_CAPTURABLE,
        AMOUNT_EXCEEDS_REFUNDABLE,
        AMOUNT_EXCEEDS_VOIDABLE,
        CAPTURE_WINDOW_CLOSED,
        TOKEN_CONSUMED,
        TOKEN_REVOKED,
        TOKEN_EXPIRED,
        NOT_WAITING_FOR_RESUME,
        PRECONDITION_FAILED,
        IDEMPOTENCY_KEY_REUSED,
        CARD_EXPIRED,
        OVERLOADED,
        INTERNAL
    }

    public Refusal {
        faults = List.copyOf(faults);
        mismatchedFields = List.copyOf(mismatchedFields);
    }

    /** A refusal without details. */
    public static Refusal of(Code code, String message) {
        return new Refusal(code, message, List.of(), List.of(), null);
    }

    /** A refusal because of the state of an intent. */
    public static Refusal because(Code code, String message, IntentSnapshot intent) {
        return new Refusal(code, message, List.of(), List.of(), intent);
    }

    /** The content is wrong, in all these places. */
    public static Refusal invalid(List<FieldFault> faults) {
        return new Refusal(
                Code.VALIDATION,
                "The request has " + faults.size() + (faults.size() == 1 ? " fault" : " faults")
                        + ". Nothing was done and nothing was charged; correct the request and send it again.",
                faults,
                List.of(),
                null);
    }

    /** The key was used before, for something else. */
    public static Refusal keyReused(List<String> mismatchedFields) {
        return new Refusal(
                Code.IDEMPOTENCY_KEY_REUSED,
                "This idempotency key was used before for another request; these fields differ: "
                        + String.join(", ", mismatchedFields)
                        + ". Nothing was done now. Send the first request again to see its answer, or use a new key.",
                List.of(),
                mismatchedFields,
                null);
    }

    /** A request under this key is being worked on and nothing is recorded yet. */
    public static Refusal keyInUse() {
        return of(
                Code.IDEMPOTENCY_KEY_IN_USE,
                "A request with this key is being worked on, and nothing is recorded yet. Send the same request with"
                        + " the same key again in a moment; it cannot be charged twice.");
    }

    /** The intent's events cannot be read. */
    public static Refusal unreadable(IntentId id) {
        return of(
                Code.INTERNAL,
                "The events of " + id + " cannot be read now. Nothing was done by this request. Do not pay again under"
                        + " another reference; ask the operator.");
    }

    /** The intent's events cannot be read, not even to find out what became of this request. */
    public static Refusal untellable(IntentId id) {
        return of(
                Code.INTERNAL,
                "The events of " + id + " cannot be read now, so nobody can tell how it stands. Do not pay again under"
                        + " another reference; ask the operator.");
    }

    /** Lists and the feed cannot be read. */
    public static Refusal unlistable() {
        return of(
                Code.INTERNAL,
                "The list cannot be read now. Payments are not concerned, and a look at one intent tells how it stands;"
                        + " ask for the list again in a moment.");
    }

    /** Something failed here; whether it had an effect only a repeat can tell. */
    public static Refusal internal() {
        return of(
                Code.INTERNAL,
                "The request could not be answered. Repeat it with the same key: it cannot be charged twice, and the"
                        + " repeat tells the truth.");
    }

    /** Too much is going on. */
    public static Refusal overloaded() {
        return of(
                Code.OVERLOADED,
                "Too many requests are being worked on. Nothing was done and nothing was charged; send the same"
                        + " request with the same key again in a moment.");
    }

    /** The counterparty does not offer it. */
    public static Refusal notSupported(String processor, Capability wanted) {
        return of(
                Code.NOT_SUPPORTED,
                "The counterparty \"" + processor + "\" does not offer this: " + wanted.text()
                        + ". Nothing was done and nothing was sent to it.");
    }

    /** There is no vault in which cards could be kept. */
    public static Refusal keepsNoCards() {
        return of(
                Code.NOT_SUPPORTED,
                "No cards are kept here, so none can be named. Nothing was done; send the card itself.");
    }

    /** A card that was given to be used once is not there for this. */
    public static Refusal cardGone() {
        return of(
                Code.TOKEN_CONSUMED,
                "This token was used before, for another payment or for this one, or its time is over, or it never was"
                        + " one of yours. Nothing was done and nothing was charged; ask for the card again.");
    }

    /** The caller has no saved card of this name. */
    public static Refusal noSavedCard(CardId id) {
        return of(
                Code.NOT_FOUND,
                "There is no saved card " + id.crossReference() + ", or not any more. Nothing was done and nothing was"
                        + " charged; ask for the card again.");
    }

    /** There is no such intent for this caller. */
    public static Refusal notFound() {
        return of(Code.NOT_FOUND, "There is no such payment intent. Nothing was done.");
    }

    /** A name that has to be new is another payment's. */
    public static Refusal nameTaken() {
        return of(
                Code.REFERENCE_ALREADY_USED,
                "This merchant_transaction_id names an access token of another order. Nothing was done; use a new"
                        + " one.");
    }

    /** The token is not at the point where a merchant resumes. */
    public static Refusal notWaiting(IntentSnapshot intent) {
        return because(
                Code.NOT_WAITING_FOR_RESUME,
                "This access token does not wait to be resumed, or not any more. Nothing was done now; the intent below"
                        + " says how it stands.",
                intent);
    }

    /** The card's time is over. */
    public static Refusal cardExpired(YearMonth expiry) {
        return of(Code.CARD_EXPIRED, "This card expired in " + expiry + ". Nothing was charged; ask for another card.");
    }

    /** There is no such access token for this caller. */
    public static Refusal noToken() {
        return of(Code.NOT_FOUND, "There is no such access token. Nothing was done, and nothing was charged.");
    }

    /** The merchant has no terminal of this name, or not any more. */
    public static Refusal noTerminal(TerminalId id) {
        return of(
                Code.NOT_FOUND,
                "There is no terminal " + id + ". Nothing was done; GET /v1/terminals lists those that there are.");
    }
}
