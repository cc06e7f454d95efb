package io.quittance.engine.intent;

import io.quittance.engine.attempt.Processor;
import io.quittance.engine.attempt.Processors;
import io.quittance.engine.journal.EventCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What every payment intent needs from around it.
 *
 * @param codec how its events become bytes
 * @param processors who moves the money, by payment method
 * @param notifier who hears of it
 * @param payerCards hears how an intent stands when a payer's token or attempt has ended: his card may be needed no
 *     more
 * @param clock where time comes from
 * @param captureWindow how long authorised money may wait for its capture
 * @param idle how long it stays in memory with nothing to do
 */
public record IntentPorts(
        EventCodec codec,
        Processors processors,
        Notifier notifier,
        Consumer<IntentFacts> payerCards,
        InstantSource clock,
        CaptureWindow captureWindow,
        Duration idle) {

    /** What decisions need to know of the counterparties. */
    MethodTerms terms() {
        return new MethodTerms(terms(processors.cards()), terms(processors.terminals()));
    }

    private AcquirerTerms terms(Processor processor) {
        return new AcquirerTerms(processor.name(), processor.answerDeadline(), processor.capabilities(), captureWindow);
    }
}
