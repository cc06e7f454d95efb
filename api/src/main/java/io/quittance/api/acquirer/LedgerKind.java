package io.quittance.api.acquirer;

import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an entry of the ledger is about. */
enum LedgerKind {
    AUTHORIZATION,
    /** An authorisation came that the payer has to confirm first; one under the same reference follows when he did. */
    CHALLENGE,
    CAPTURE,
    VOID,
    REFUND,
    REVERSAL,
    /** All captured money of one authorisation was settled. */
    SETTLEMENT;

    static LedgerKind of(Order order) {
        return order instanceof OperationOrder operation
                ? valueOf(operation.kind().name())
                : AUTHORIZATION;
    }

    /** The reference of the authorisation that the order is about: its own, or its original's. */
    static String originalOf(Order order) {
        return order instanceof OperationOrder operation ? operation.original() : order.downstreamReference();
    }

    /** As written in the ledger. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<LedgerKind> parse(String text) {
        return Stream.of(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
