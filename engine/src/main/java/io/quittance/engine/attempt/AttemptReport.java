package io.quittance.engine.attempt;

/**
 * What an attempt tells its intent.
 *
 * @param number which attempt; an intent accepts a report only for the attempt that is open
 * @param outcome how it ended, or that it is in doubt
 * @param afterInquiry whether the counterparty was asked for it, rather than answered the order
 */
public record AttemptReport(int number, AttemptOutcome outcome, boolean afterInquiry) {}
