package io.quittance.terminal.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.money.CurrencyCode;
import io.quittance.engine.money.Money;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.time.Instant;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * A transaction that a terminal is to make with a card: it takes the money, holds it, or gives some back. A refund is
 * not linked to what was paid: the payer presents his card again.
 *
 * @param referenceId ours, unique for the life of the device: 1 to 64 letters, digits, _ and -
 * @param amount how much
 * @param type what is to be done
 */
public record Sale(String referenceId, Money amount, Type type) implements TerminalOrder {

    /** What a transaction with a card can be. */
    public enum Type {
        SALE,
        AUTH_ONLY,
        REFUND
    }

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Sale {
        if (!REFERENCE.matcher(referenceId).matches()) {
            throw new IllegalArgumentException("a terminal takes no such reference");
        }
    }

    /** A payment, whose money is taken or held until a capture. */
    public Sale(String referenceId, Money amount, boolean isCaptured) {
        this(referenceId, amount, isCaptured ? Type.SALE : Type.AUTH_ONLY);
    }

    @Override
    public String known() {
        return referenceId;
    }

    @Override
    public AttemptOutcome started(JsonRpcMessage answer) {
        return SaleAnswers.started(this, answer);
    }

    @Override
    public InquiryAnswer found(JsonRpcMessage answer, boolean isIdle, Instant now) {
        return SaleAnswers.found(this, answer, isIdle, now);
    }

    @Override
    public ObjectNode params() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("paymentMethod", "CREDIT_CARD")
                .put("transactionType", type.name())
                .put("referenceId", referenceId)
                .put("amount", amount.minorUnits())
                .put("currency", number(amount.currency()))
                .put("notifyEvents", true);
    }

    static int number(CurrencyCode currency) {
        return Currency.getInstance(currency.code()).getNumericCode();
    }
}
