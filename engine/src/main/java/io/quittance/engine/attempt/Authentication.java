package io.quittance.engine.attempt;

/**
 * What a payer's issuer said about who he is (EMV 3-D Secure), before the authorisation. The cryptogram is not in it:
 * the acquirer has it under the transaction's id.
 *
 * @param version of the protocol, e.g. {@code 2.2.0}
 * @param eci the electronic commerce indicator, two digits: who is liable
 * @param transactionId the 3-D Secure server's name for it
 */
public record Authentication(String version, String eci, String transactionId) {}
