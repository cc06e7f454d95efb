package io.quittance.engine.intent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A payment in one call: the intent and its attempt, not yet checked.
 *
 * @param intent what to pay
 * @param method how; null when it was not sent
 * @param returnUrl where the payer goes after what the attempt may ask of him; null for nowhere
 * @param answerWait how long the answer may wait for the outcome; null for the default
 */
public record PaymentRequest(
        IntentRequest intent,
        @Nullable MethodDetails method,
        @Nullable String returnUrl,
        @Nullable Duration answerWait) {

    /** Pays with a card, waiting as long as is usual. */
    public static PaymentRequest card(IntentRequest intent, CardDetails card) {
        return new PaymentRequest(intent, card, null, null);
    }

    /** Pays at a terminal, waiting as long as a payer there may take. */
    public static PaymentRequest terminal(IntentRequest intent, String terminalId) {
        return new PaymentRequest(intent, new TerminalDetails(terminalId), null, null);
    }
}
