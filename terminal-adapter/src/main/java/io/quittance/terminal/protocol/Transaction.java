package io.quittance.terminal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.PresentedCard;
import io.quittance.engine.money.Money;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal says about a transaction: the fields that we keep, and no others (C32). A field that is missing or of
 * another form than the protocol's is null, and proves nothing; but a status that is there and no text is a word that
 * nobody knows, and not the silence in which the result decides.
 *
 * @param result whether the processing ended well, in the terminal's word
 * @param status the final word on the money
 * @param referenceId ours
 * @param transactionId the host's name; empty when the host was never reached
 * @param amount minor units, without a tip
 * @param currency ISO 4217, the number
 * @param hostCode the host's own code
 * @param hostMessage the host's own words, in their own script
 * @param cardName what the terminal calls the card, in its own script
 * @param maskedPan first six and last four digits
 */
public record Transaction(
        @Nullable String result,
        @Nullable String status,
        @Nullable String referenceId,
        @Nullable String transactionId,
        @Nullable Long amount,
        @Nullable Integer currency,
        @Nullable String hostCode,
        @Nullable String hostMessage,
        @Nullable String cardName,
        @Nullable String maskedPan) {

    /** A result or the host's name of a transaction: both go into the journal, which keeps them for ever. */
    private static final Pattern WORD = Pattern.compile("[!-~]{0," + Limits.TERMINAL_WORD_CHARS_MAX + "}");

    /** From the result of {@code startTransaction} or {@code continueTransaction}. */
    static Transaction started(JsonNode answer) {
        return of(word(answer.path("result")), answer.path("transaction"));
    }

    /** From the result of {@code getTransaction}. */
    static Transaction found(JsonNode answer) {
        return of(word(answer.path("transactionResult")), answer.path("transaction"));
    }

    private static Transaction of(@Nullable String result, JsonNode told) {
        JsonNode amount = told.path("amount");
        JsonNode currency = told.path("currency");
        JsonNode code = told.path("hostErrorCode");
        return new Transaction(
                result,
                status(told.path("transactionStatus")),
                text(told.path("referenceId")),
                word(told.path("transactionId")),
                amount.isIntegralNumber() && amount.canConvertToLong() ? amount.longValue() : null,
                currency.isIntegralNumber() && currency.canConvertToInt() ? currency.intValue() : null,
                code.isIntegralNumber() || code.isTextual() ? code.asText() : null,
                text(told.path("hostErrorMessage")),
                text(told.path("cardName")),
                text(told.path("maskedPan")));
    }

    private static @Nullable String status(JsonNode value) {
        boolean isSilent = value.isMissingNode() || value.isNull();
        return isSilent || value.isTextual() ? value.textValue() : "that is no text";
    }

    private static @Nullable String word(JsonNode value) {
        String text = text(value);
        return text != null && WORD.matcher(text).matches() ? text : null;
    }

    private static @Nullable String text(JsonNode value) {
        return value.textValue();
    }

    /** Whether it is about this sale and no other. */
    boolean isOf(Sale sale) {
        return isOf(sale.referenceId(), sale.amount());
    }

    /** Whether it is the transaction of this reference, and about as much money. */
    boolean isOf(String reference, Money money) {
        return reference.equals(referenceId)
                && Long.valueOf(money.minorUnits()).equals(amount)
                && Integer.valueOf(Sale.number(money.currency())).equals(currency);
    }

    /** Whether its money left the batch: it can be refunded, not voided. */
    boolean isSettled() {
        return "SETTLED".equals(status) || "DEPOSITED".equals(status);
    }

    /** The card that was presented; null when none was. */
    @Nullable
    PresentedCard card() {
        return cardName == null && maskedPan == null ? null : new PresentedCard(cardName, maskedPan);
    }
}
