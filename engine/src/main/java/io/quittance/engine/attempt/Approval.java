package io.quittance.engine.attempt;

/**
 * The acquirer's yes.
 *
 * @param authorizationCode what the issuer gave for it
 * @param acquirerReference the acquirer's own name of the transaction
 */
public record Approval(String authorizationCode, String acquirerReference) {

    /** A yes of which nobody knows what the acquirer calls it: an operator recorded it. */
    public static final Approval UNNAMED = new Approval("", "");
}
