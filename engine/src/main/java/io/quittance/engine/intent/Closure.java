package io.quittance.engine.intent;

import java.util.Locale;

/** Why an intent is closed for good. */
public enum Closure {
    /** Its merchant canceled it, or voided all before any capture. */
    CANCELED,
    /** Its time, or the time to capture, is over. */
    EXPIRED;

    /** As written in answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
