package io.quittance.engine.intent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The four public states of an intent. Everything finer is a field beside it. */
public enum IntentStatus {
    /** No attempt is under way and none took money; the next one may start. */
    CREATED,
    /** An attempt is under way or unknown. Never safe to pay again. */
    PENDING,
    /** Money was taken. */
    SUCCEEDED,
    /** The last attempt took no money; another may start. */
    FAILED;

    /** As written in answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what a caller sent; empty when there is no such status. */
    public static Optional<IntentStatus> parse(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst();
    }
}
