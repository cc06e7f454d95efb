package io.quittance.engine.attempt;

/** What an issuer says about who pays. */
public sealed interface AuthenticationResult {

    /** The card may be authorised, with this proof: the payer was authenticated, or it was attempted. */
    record Passed(Authentication proof) implements AuthenticationResult {}

    /** Nobody can say; the card may be authorised without proof. */
    record Unavailable(String why) implements AuthenticationResult {}

    /** The issuer wants to ask the payer: he is sent there, and it is decided by the time that it names. */
    record Challenged(NextAction where) implements AuthenticationResult {}

    /** The issuer says no, or the payer did: the card must not be authorised. */
    record Rejected(Failure failure) implements AuthenticationResult {}
}
