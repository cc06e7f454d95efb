package io.quittance.terminal.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.money.CurrencyCode;
import io.quittance.engine.money.Money;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * A transaction that a terminal is to make with a card: it takes the money, or holds it.
 *
 * @param referenceId ours, unique for the life of the device: 1 to 64 letters, digits, _ and -
 * @param amount how much
 * @param isCaptured whether the money is taken, or held until a capture
 */
public record Sale(String referenceId, Money amount, boolean isCaptured) {

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Sale {
        if (!REFERENCE.matcher(referenceId).matches()) {
            throw new IllegalArgumentException("a terminal takes no such reference");
        }
    }

    /** The parameters of {@code startTransaction}: amounts are whole minor units, the currency is its number. */
    public ObjectNode params() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("paymentMethod", "CREDIT_CARD")
                .put("transactionType", isCaptured ? "SALE" : "AUTH_ONLY")
                .put("referenceId", referenceId)
                .put("amount", amount.minorUnits())
                .put("currency", number(amount.currency()))
                .put("notifyEvents", true);
    }

    static int number(CurrencyCode currency) {
        return Currency.getInstance(currency.code()).getNumericCode();
    }
}
