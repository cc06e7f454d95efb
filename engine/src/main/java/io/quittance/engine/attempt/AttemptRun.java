package io.quittance.engine.attempt;

import akka.actor.typed.ActorRef;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptReport.Source;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the actors of one order share.
 *
 * @param order which order of the intent
 * @param question how the counterparty is asked about it
 * @param processor who moves the money
 * @param intent who hears the outcome
 */
public record AttemptRun(OrderName order, Inquiry question, Processor processor, ActorRef<AttemptReport> intent) {

    /** Sends the order; a processor that throws or answers with nothing at all is one that failed to answer. */
    CompletionStage<AttemptOutcome> send(Order toSend) {
        return calling(() -> toSend.sendTo(processor));
    }

    /** Asks what became of the order; does not throw. */
    public CompletionStage<InquiryAnswer> inquire() {
        if (!canInquire()) {
            // Whatever it answers to a question that it does not offer says nothing about the order.
            return CompletableFuture.completedFuture(
                    new InquiryAnswer.NoAnswer(processor.name() + " does not tell what became of an order"));
        }
        return calling(() -> processor.inquire(question));
    }

    /** Whether the counterparty tells what became of an order. */
    public boolean canInquire() {
        return processor.capabilities().contains(Capability.INQUIRY);
    }

    private static <T> CompletionStage<T> calling(Supplier<@Nullable CompletionStage<T>> call) {
        try {
            CompletionStage<T> answer = call.get();
            return answer != null ? answer : CompletableFuture.completedFuture(null);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    void report(AttemptOutcome outcome, Source source) {
        intent.tell(new AttemptReport(order, outcome, source));
    }

    void report(InquiryAnswer.Found found) {
        intent.tell(new AttemptReport(order, found.outcome(), Source.INQUIRY, found.settledAt()));
    }

    /**
     * How long an order of a former process, which may still be alive, may leave after this one began to ask: that one
     * gives it to its connector within {@link Limits#DISPATCH}, and never after the deadline; the connector sends it
     * within its own time.
     */
    Duration mayLeaveAfterRestart() {
        Duration given = deadline().compareTo(Limits.DISPATCH) < 0 ? deadline() : Limits.DISPATCH;
        return given.plus(processor.leavesWithin());
    }

    /** How long an answer of the counterparty may take, to an order and to an inquiry alike. */
    Duration deadline() {
        return processor.answerDeadline();
    }
}
