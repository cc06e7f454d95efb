package io.quittance.api.acquirer;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Processor;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
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
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
        return acquirer.place(order).thenCompose(this::outcome);
    }

    @Override
    public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
        return acquirer.place(order).thenCompose(this::outcome);
    }

    @Override
    public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
        return acquirer.inquire(inquiry.downstreamReference()).thenApply(this::found);
    }

    @Override
    public Duration answerDeadline() {
        return Limits.COUNTERPARTY_ANSWER;
    }

    @Override
    public Duration absenceWindow() {
        return acquirer.absenceWindow();
    }

    @Override
    public void onNews(NewsDesk desk) {
        acquirer.onNews(desk);
    }

    private CompletionStage<AttemptOutcome> outcome(AcquirerAnswer answer) {
        return switch (answer.manner()) {
            // A stage completes once: the second telling has nowhere to go.
            case TOLD, TOLD_TWICE ->
                CompletableFuture.completedFuture(answer.entry().orElseThrow().outcome(acquirer.issuer()));
            case UNAUTHORIZED ->
                CompletableFuture.completedFuture(new AttemptOutcome.NotProcessed("the acquirer answered HTTP 401"));
            case REFUSED -> CompletableFuture.completedFuture(new AttemptOutcome.NotProcessed("connection refused"));
            case ABOUT_ANOTHER -> silence("the acquirer answered about another order");
            case HALF -> silence("the acquirer's answer broke off");
            case INTERNAL_ERROR -> silence("the acquirer answered HTTP 500");
            case CUT -> silence("the connection to the acquirer was cut before an answer");
        };
    }

    private static CompletionStage<AttemptOutcome> silence(String words) {
        return CompletableFuture.failedFuture(new IOException(words));
    }

    private InquiryAnswer found(Optional<Known> known) {
        return known.<InquiryAnswer>map(
                        it -> new InquiryAnswer.Found(it.entry().outcome(acquirer.issuer()), it.settledAt()))
                .orElseGet(InquiryAnswer.NotFound::new);
    }
}
