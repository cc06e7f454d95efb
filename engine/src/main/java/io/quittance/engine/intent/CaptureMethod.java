package io.quittance.engine.intent;

import java.util.Locale;

/** When the authorised money is taken. */
public enum CaptureMethod {
    /** With the authorisation. */
    AUTOMATIC,
    /** When the merchant captures it. */
    MANUAL;

    /** As written in requests, events and answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
