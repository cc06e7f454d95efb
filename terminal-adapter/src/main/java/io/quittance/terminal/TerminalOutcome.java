package io.quittance.terminal;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal's answer means for the money (SQ-10): {@code transactionStatus} decides whatever {@code result} says;
 * without a status only a result that names a refusal does. A word of a newer device is unknown, never success (SQ-18).
 * Pure.
 */
public final class TerminalOutcome {

    /** What {@code result} may say. */
    public enum Result {
        OK,
        GENERAL_ERROR,
        CANCELED,
        TIMEOUT,
        NETWORK_ERROR,
        HOST_ERROR,
        SMART_READER_ERROR,
        SMART_CARD_ERROR,
        NONE_CREDIT_CARD,
        CARD_NOT_ALLOWED
    }

    /** What {@code transactionStatus} may say. */
    public enum Status {
        AUTHORIZED,
        CAPTURED,
        SETTLED,
        DEPOSITED,
        DECLINED,
        VOIDED,
        INFORMATIVE
    }

    /** The final word on the money. */
    private enum Meaning {
        CHARGED,
        REFUSED,
        UNKNOWN
    }

    private static final Map<Status, Meaning> BY_STATUS = Map.of(
            Status.AUTHORIZED, Meaning.CHARGED,
            Status.CAPTURED, Meaning.CHARGED,
            Status.SETTLED, Meaning.CHARGED,
            Status.DEPOSITED, Meaning.CHARGED,
            Status.DECLINED, Meaning.REFUSED,
            Status.VOIDED, Meaning.REFUSED,
            Status.INFORMATIVE, Meaning.REFUSED);

    /** Only asked where there is no status. What is not here is unknown. */
    private static final Map<Result, Meaning> BY_RESULT = Map.of(
            Result.HOST_ERROR, Meaning.REFUSED,
            Result.CANCELED, Meaning.REFUSED,
            Result.SMART_READER_ERROR, Meaning.REFUSED,
            Result.SMART_CARD_ERROR, Meaning.REFUSED,
            Result.NONE_CREDIT_CARD, Meaning.REFUSED,
            Result.CARD_NOT_ALLOWED, Meaning.REFUSED);

    private TerminalOutcome() {}

    /**
     * The outcome of a transaction.
     *
     * @param result the word as it came, or null
     * @param status the word as it came, or null
     * @param hostCode the issuer's code, or null
     * @param hostMessage the issuer's words in their own script, or null
     */
    public static AttemptOutcome of(
            @Nullable String result,
            @Nullable String status,
            @Nullable String hostCode,
            @Nullable String hostMessage,
            Approval approval) {
        return switch (meaning(result, status)) {
            case CHARGED -> new AttemptOutcome.Approved(approval);
            case REFUSED ->
                new AttemptOutcome.Declined(new Failure(
                        "card_declined",
                        "The card was refused, or the payer canceled; nothing was charged. Try again, or another card.",
                        result == null ? null : result.toLowerCase(Locale.ROOT),
                        hostCode,
                        hostMessage));
            case UNKNOWN ->
                new AttemptOutcome.Unknown(
                        Evidence.SENT_WITHOUT_ANSWER, "the terminal said " + result + ", status " + status);
        };
    }

    private static Meaning meaning(@Nullable String result, @Nullable String status) {
        if (status != null && !status.isEmpty()) {
            return word(Status.values(), status).map(BY_STATUS::get).orElse(Meaning.UNKNOWN);
        }
        return word(Result.values(), result)
                .map(known -> BY_RESULT.getOrDefault(known, Meaning.UNKNOWN))
                .orElse(Meaning.UNKNOWN);
    }

    private static <E extends Enum<E>> Optional<E> word(E[] known, @Nullable String text) {
        return Arrays.stream(known).filter(word -> word.name().equals(text)).findFirst();
    }
}
