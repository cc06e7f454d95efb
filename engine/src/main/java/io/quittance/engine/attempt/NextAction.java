package io.quittance.engine.attempt;

import java.time.Instant;

/**
 * What the payer has to do before the counterparty decides: to open a page, where the issuer asks who he is (EMV 3-D
 * Secure: a challenge).
 *
 * @param url where; a {@link WebAddress}
 * @param until when the counterparty should have said how it ended; later it is asked as about a doubt
 */
public record NextAction(String url, Instant until) {}
