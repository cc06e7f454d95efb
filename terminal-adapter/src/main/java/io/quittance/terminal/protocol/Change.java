package io.quittance.terminal.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.money.Money;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.time.Instant;

/**
 * What a terminal is to do with a transaction that it made before. It names that one by its own reference and makes no
 * other, so its outcome is how the original stands afterwards.
 *
 * @param kind what is to be done
 * @param original the reference of the transaction
 * @param amount its amount, all of it
 */
public record Change(Kind kind, String original, Money amount) implements TerminalOrder {

    /** What can be done with a transaction. */
    public enum Kind {
        /** Take what is held. */
        CAPTURE,
        /** Undo it, before settlement. */
        VOID
    }

    @Override
    public String known() {
        return original;
    }

    @Override
    public AttemptOutcome started(JsonRpcMessage answer) {
        return ChangeAnswers.started(this, answer);
    }

    @Override
    public InquiryAnswer found(JsonRpcMessage answer, boolean isIdle, Instant now) {
        return ChangeAnswers.found(this, answer, isIdle, now);
    }

    @Override
    public ObjectNode params() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("paymentMethod", "CREDIT_CARD")
                .put("transactionType", kind.name())
                .put("referenceId", original)
                .put("amount", amount.minorUnits())
                .put("currency", Sale.number(amount.currency()));
    }
}
