package io.quittance.engine.attempt;

import java.util.Locale;

/** What is known about an attempt whose outcome is not. */
public enum Evidence {
    /** The order may have left, and no answer that can be trusted came back. */
    SENT_WITHOUT_ANSWER,
    /** The process that owned the attempt died; the order may never have left, or the answer was not recorded. */
    INTERRUPTED,
    /** The counterparty waited for the payer, and did not say in its time how that ended. */
    ACTION_OVERDUE;

    /** As written in events. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
