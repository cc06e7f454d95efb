package io.quittance.engine.attempt;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What the actors of one attempt share.
 *
 * @param number which attempt of the intent
 * @param downstreamReference its reference at the counterparty
 * @param processor who moves the money
 * @param clock where time comes from
 * @param intent who hears the outcome
 */
public record AttemptRun(
        int number,
        String downstreamReference,
        Processor processor,
        InstantSource clock,
        ActorRef<AttemptReport> intent) {

    void report(AttemptOutcome outcome, boolean afterInquiry) {
        intent.tell(new AttemptReport(number, outcome, afterInquiry));
    }

    /** How long an answer of the counterparty may take, to an order and to an inquiry alike. */
    Duration deadline() {
        return processor.answerDeadline();
    }
}
