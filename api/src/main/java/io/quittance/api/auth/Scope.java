package io.quittance.api.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may do. A route names the scopes of which one is enough. */
public enum Scope {
    /** Moves money and changes intents; reads what it made. */
    PAYMENTS,
    /** Reads everything of its merchant. */
    READ,
    /** Reads events: journals and the feed. */
    AUDIT,
    /** Works on what is in doubt, and on webhooks. */
    OPERATOR,
    /** Administers the installation. */
    ADMIN;

    /** As written on the command line and in the key store. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of this name; empty when there is none. */
    public static Optional<Scope> parse(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(text))
                .findFirst();
    }
}
