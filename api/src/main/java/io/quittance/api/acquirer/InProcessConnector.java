package io.quittance.api.acquirer;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Processor;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The connector to an acquirer in the same process. Where that one gives no answer the stage fails, as it does when a
 * connection is cut.
 */
public final class InProcessConnector implements Processor {

    private final SimulatedAcquirer acquirer;

    /** Does not own the acquirer: who opened it closes it, after the engine. */
    public InProcessConnector(SimulatedAcquirer acquirer) {
        this.acquirer = acquirer;
    }

    @Override
    public String name() {
        return "simulated-acquirer";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.INQUIRY);
    }

    @Override
    public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
        return acquirer.authorize(order).thenCompose(InProcessConnector::outcome);
    }

    @Override
    public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
        return CompletableFuture.completedFuture(new AttemptOutcome.NotProcessed("not offered"));
    }

    @Override
    public CompletionStage<InquiryAnswer> inquire(String downstreamReference) {
        return acquirer.inquire(downstreamReference).thenApply(InProcessConnector::found);
    }

    @Override
    public Duration answerDeadline() {
        return Limits.COUNTERPARTY_ANSWER;
    }

    @Override
    public Duration absenceWindow() {
        return SimulatedAcquirer.ABSENCE_WINDOW;
    }

    private static CompletionStage<AttemptOutcome> outcome(AcquirerAnswer answer) {
        if (answer instanceof AcquirerAnswer.Told told) {
            return CompletableFuture.completedFuture(told.entry().outcome());
        }
        if (answer instanceof AcquirerAnswer.ToldTwice told) {
            // A stage completes once: the second telling has nowhere to go.
            return CompletableFuture.completedFuture(told.entry().outcome());
        }
        String silence = answer instanceof AcquirerAnswer.InternalError
                ? "the acquirer answered HTTP 500"
                : "the connection to the acquirer was cut before an answer";
        return CompletableFuture.failedFuture(new IOException(silence));
    }

    private static InquiryAnswer found(Optional<LedgerEntry> entry) {
        return entry.<InquiryAnswer>map(known -> new InquiryAnswer.Found(known.outcome()))
                .orElseGet(InquiryAnswer.NotFound::new);
    }
}
