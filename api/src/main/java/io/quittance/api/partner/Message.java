package io.quittance.api.partner;

import java.util.Set;

/** A message that somebody sends, with what it must have and whether it may have more than is known. */
public enum Message {
    DEBIT(
            false,
            "uniqueId configuration amount currency paymentBrand paymentType merchantName notificationUrl"
                    + " shopperResultUrl timestamp"),
    REFUND(false, "uniqueId configuration amount currency paymentBrand paymentType notificationUrl"),
    CANCEL(false, "configuration paymentBrand notificationUrl timestamp"),
    WEBHOOK(true, "uniqueId amount currency paymentBrand paymentType result connectorTxID1 timestamp");

    private final boolean isClosed;
    private final String required;

    Message(boolean isClosed, String required) {
        this.isClosed = isClosed;
        this.required = required;
    }

    /** Whether fields that nobody knows are refused. */
    boolean isClosed() {
        return isClosed;
    }

    Set<String> required() {
        return Set.of(required.split(" "));
    }
}
