package io.quittance.api;

import io.quittance.api.acquirer.InProcessConnector;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Processor;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The simulated acquirer, as one that offers no more than this. */
public final class LimitedConnector implements Processor {
    private final Processor connector;
    private final Set<Capability> offers;

    public LimitedConnector(SimulatedAcquirer acquirer, Set<Capability> offers) {
        this.connector = new InProcessConnector(acquirer);
        this.offers = Set.copyOf(offers);
    }

    @Override
    public String name() {
        return connector.name();
    }

    @Override
    public Set<Capability> capabilities() {
        return offers;
    }

    @Override
    public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
        return connector.authorize(order);
    }

    @Override
    public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
        return connector.operate(order);
    }

    @Override
    public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
        return connector.inquire(inquiry);
    }

    @Override
    public Duration answerDeadline() {
        return connector.answerDeadline();
    }

    @Override
    public Duration absenceWindow() {
        return connector.absenceWindow();
    }

    @Override
    public void onNews(NewsDesk desk) {
        connector.onNews(desk);
    }
}
