package io.quittance.engine.attempt;

/**
 * What is told to an intent about one of its orders.
 *
 * @param order which one; an intent believes a report only about an order that it knows
 * @param outcome how it ended, or that it is in doubt
 * @param afterInquiry whether the counterparty was asked for it, rather than answered the order
 */
public record AttemptReport(OrderName order, AttemptOutcome outcome, boolean afterInquiry) {}
