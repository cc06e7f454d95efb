package io.quittance.engine.attempt;

import io.quittance.engine.money.Money;

/**
 * What a processor is told to do, once.
 *
 * @param downstreamReference our reference for this attempt at the counterparty: intent id and attempt number. The same
 *     attempt has the same reference for ever, and no other attempt has it
 * @param amount how much to take
 * @param method how the payer pays
 */
public record AttemptOrder(String downstreamReference, Money amount, PaymentMethod method) {}
