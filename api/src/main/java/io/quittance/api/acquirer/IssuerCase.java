package io.quittance.api.acquirer;

import io.quittance.engine.attempt.PaymentMethod;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the issuer of a test card says about who pays: the last four digits of a card of the 3-D Secure series tell. */
enum IssuerCase {
    /** The payer is known without being asked. */
    FRICTIONLESS("1005"),
    FRICTIONLESS_FAILED("1013"),
    /** The issuer takes no part, and the scheme speaks for him. */
    ATTEMPTED("1021"),
    UNAVAILABLE("1039"),
    REJECTED("1047"),
    NOT_AVAILABLE_ON_LOOKUP("1054"),
    LOOKUP_ERROR("1062"),
    /** He speaks when nobody listens any more. */
    LOOKUP_TIMEOUT("1070"),
    BYPASSED("1088"),
    CHALLENGE_PASSED("1096"),
    /** He asks, and never believes. */
    CHALLENGE_FAILED("1104"),
    /** He wants to ask, and cannot. */
    CHALLENGE_UNAVAILABLE("1112"),
    /** Any other card. */
    NOT_ENROLLED("");

    private static final Pattern SERIES = Pattern.compile("(445653|520000)000000[0-9]{4}");

    private final String lastFour;

    IssuerCase(String lastFour) {
        this.lastFour = lastFour;
    }

    static IssuerCase of(PaymentMethod.Card card) {
        String number = card.number();
        return SERIES.matcher(number).matches()
                ? Arrays.stream(values())
                        .filter(one -> one != NOT_ENROLLED && number.endsWith(one.lastFour))
                        .findFirst()
                        .orElse(NOT_ENROLLED)
                : NOT_ENROLLED;
    }

    /** Whether he asks the payer. */
    boolean isChallenge() {
        return this == CHALLENGE_PASSED || this == CHALLENGE_FAILED;
    }

    /** What is written to the ledger. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
