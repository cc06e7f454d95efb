package io.quittance.engine.attempt;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * The port to whoever moves the money: an acquirer's connector, or the terminals. Methods return at once and never
 * throw; safe for any thread.
 *
 * <p>The promise that a connector makes: {@link AttemptOutcome.NotProcessed} is told only when the counterparty's own
 * words or the transport prove that the order had no effect. A stage that fails, or does not complete in time, counts
 * as {@link AttemptOutcome.Unknown}.
 *
 * <p>While the counterparty waits for the payer, a connector answers {@link AttemptOutcome.ActionRequired}, to the
 * order and to every inquiry; for {@link #authorize} only. Its constructor throws where no payer can be sent. From then
 * on "not found" is never believed: the counterparty has to say how it ended.
 */
public interface Processor {

    /** The connector's name in events and logs. */
    String name();

    /** What the counterparty offers. Never changes while the engine runs. */
    Set<Capability> capabilities();

    /** Authorises, and captures where the order says so, under its reference. Called at most once per reference. */
    CompletionStage<AttemptOutcome> authorize(AttemptOrder order);

    /** Captures, voids, refunds or reverses, under the order's reference. Called at most once per reference. */
    CompletionStage<AttemptOutcome> operate(OperationOrder order);

    /** Asks what became of an order. Moves no money; may be called any number of times. */
    CompletionStage<InquiryAnswer> inquire(Inquiry inquiry);

    /**
     * How long an answer may take before the outcome counts as unknown. An order leaves within this time of the call or
     * never, also when its stage failed: after it, and the {@link #absenceWindow}, "not found" is believed.
     */
    Duration answerDeadline();

    /**
     * How long after it was called an order may leave at most, whatever happens to its stage: as a rule until the
     * deadline.
     */
    default Duration leavesWithin() {
        return answerDeadline();
    }

    /**
     * How long after its stage completed without an outcome an order may still leave: as a rule until the deadline, for
     * a stage says little about what is in a client's buffers.
     */
    default Duration leavesAfterAnswer() {
        return answerDeadline();
    }

    /** How long after the last moment at which an order could have left "not found" proves nothing. */
    Duration absenceWindow();

    /** Gives the connector somebody to tell that something became of a reference without being asked. */
    default void onNews(NewsDesk desk) {}

    /**
     * Gives the connector somebody to tell what a payer is about to do for the attempt of a reference. It is recorded
     * for who watches, and decides nothing.
     */
    default void onProgress(BiConsumer<String, PayerStep> steps) {}
}
