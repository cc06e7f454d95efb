package io.quittance.api.acquirer;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Authentication;
import io.quittance.engine.attempt.AuthenticationResult;
import io.quittance.engine.attempt.CardBrand;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.checkout.Authenticator;
import io.quittance.engine.money.Money;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One authentication, as the simulated issuer knows it. Immutable.
 *
 * @param at when it began
 * @param reference the caller's; the same for every repeat
 * @param card first six and last four digits
 * @param brand the card's scheme: each has its own electronic commerce indicators
 * @param kind what the issuer of this card does
 * @param pages where payers were asked when it began; they are asked there until another place is known
 * @param returnUrl where the payer goes when he was asked
 * @param ending what became of it when the payer was asked; null while he has not answered, and when he never was
 */
record IssuerEntry(
        Instant at,
        String reference,
        Money amount,
        String card,
        CardBrand brand,
        IssuerCase kind,
        URI pages,
        String returnUrl,
        @Nullable Ending ending) {

    private static final String VERSION = "2.2.0";

    /** How a question to a payer ends. */
    enum Ending {
        CONFIRMED,
        REFUSED,
        /** He did not answer in time. */
        ABANDONED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static IssuerEntry begun(Authenticator.Order order, URI pages, Instant at) {
        return new IssuerEntry(
                at,
                order.reference(),
                order.amount(),
                String.valueOf(order.card().summary().masked()),
                CardBrand.of(order.card().number()),
                IssuerCase.of(order.card()),
                pages,
                order.returnUrl(),
                null);
    }

    IssuerEntry ended(Ending how) {
        return new IssuerEntry(at, reference, amount, card, brand, kind, pages, returnUrl, how);
    }

    /** Whether the payer is asked and has not answered. */
    boolean isOpen() {
        return kind.isChallenge() && ending == null;
    }

    boolean isOverdue(Instant now) {
        return isOpen() && !now.isBefore(until());
    }

    /** Whether the payer was asked and believed. */
    boolean isBelieved() {
        return kind == IssuerCase.CHALLENGE_PASSED && ending == Ending.CONFIRMED;
    }

    private Instant until() {
        return at.plus(Limits.CHALLENGE);
    }

    /**
     * What a caller is told.
     *
     * @param now where payers are asked by now; null while nobody has said so
     */
    AuthenticationResult result(@Nullable URI now) {
        return switch (kind) {
            case FRICTIONLESS -> authenticated();
            case ATTEMPTED -> passed("06", "01");
            // The acquirer is told that the merchant did what he could, and is liable.
            case CHALLENGE_UNAVAILABLE -> passed("07", "00");
            case FRICTIONLESS_FAILED, REJECTED -> rejected(AcquirerScript.AUTHENTICATION_FAILED);
            case CHALLENGE_PASSED, CHALLENGE_FAILED -> asked(now == null ? pages : now);
            case UNAVAILABLE, NOT_AVAILABLE_ON_LOOKUP, LOOKUP_ERROR, LOOKUP_TIMEOUT, BYPASSED, NOT_ENROLLED ->
                new AuthenticationResult.Unavailable(kind.text().replace('_', ' '));
        };
    }

    private AuthenticationResult asked(URI there) {
        if (ending == null) {
            return new AuthenticationResult.Challenged(
                    new NextAction(AuthenticationDesk.address(there, reference), until()));
        }
        return switch (ending) {
            case REFUSED -> rejected(AcquirerScript.CANCELED_BY_PAYER);
            case ABANDONED -> rejected(AcquirerScript.AUTHENTICATION_ABANDONED);
            case CONFIRMED -> isBelieved() ? authenticated() : rejected(AcquirerScript.AUTHENTICATION_FAILED);
        };
    }

    private AuthenticationResult authenticated() {
        return passed("05", "02");
    }

    private AuthenticationResult passed(String visa, String mastercard) {
        String eci = brand == CardBrand.MASTERCARD ? mastercard : visa;
        return new AuthenticationResult.Passed(new Authentication(VERSION, eci, transactionId()));
    }

    /** A function of the reference, so that every repeat names the same one. */
    private String transactionId() {
        return UUID.nameUUIDFromBytes(("3ds " + reference).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static AuthenticationResult rejected(Verdict.Declined why) {
        return new AuthenticationResult.Rejected(why.failure());
    }

    /** Redacted: the return address opens a payment page. */
    @Override
    public String toString() {
        return "IssuerEntry[" + reference + ", " + kind + ", " + ending + "]";
    }
}
