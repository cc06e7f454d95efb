package io.quittance.engine.attempt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a payer is about to do at a terminal, in the terminal's words. Told while an attempt is under way. */
public enum PayerStep {
    WAITING_FOR_CARD,
    CARD_DETECTED,
    TIP_SELECTION,
    PIN_STARTED,
    ENTER_CVV,
    ENTER_CARDHOLDER_ID,
    AUTHORIZATION_STARTED;

    /** The step of a terminal's word; empty for one of a newer device. */
    public static Optional<PayerStep> parse(String word) {
        return Arrays.stream(values()).filter(step -> step.name().equals(word)).findFirst();
    }

    /** As written over HTTP. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
