package io.quittance.engine.attempt;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the actors of one attempt share.
 *
 * @param number which attempt of the intent
 * @param downstreamReference its reference at the counterparty
 * @param departedBy when its order has left or never will, whoever sent it
 * @param processor who moves the money
 * @param clock where time comes from
 * @param intent who hears the outcome
 */
public record AttemptRun(
        int number,
        String downstreamReference,
        Instant departedBy,
        Processor processor,
        InstantSource clock,
        ActorRef<AttemptReport> intent) {

    /** Sends the order; a processor that throws or answers with nothing at all is one that failed to answer. */
    CompletionStage<AttemptOutcome> send(Order order) {
        return calling(() -> order.sendTo(processor));
    }

    /** Asks what became of the order. */
    CompletionStage<InquiryAnswer> inquire() {
        return calling(() -> processor.inquire(downstreamReference));
    }

    private static <T> CompletionStage<T> calling(Supplier<@Nullable CompletionStage<T>> call) {
        try {
            CompletionStage<T> answer = call.get();
            return answer != null ? answer : CompletableFuture.completedFuture(null);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    void report(AttemptOutcome outcome, boolean afterInquiry) {
        intent.tell(new AttemptReport(number, outcome, afterInquiry));
    }

    /** How long an answer of the counterparty may take, to an order and to an inquiry alike. */
    Duration deadline() {
        return processor.answerDeadline();
    }
}
