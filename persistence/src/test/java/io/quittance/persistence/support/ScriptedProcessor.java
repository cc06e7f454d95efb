package io.quittance.persistence.support;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.attempt.Processor;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A counterparty that remembers what it was told and asked. It approves at once, or says nothing at all. */
public final class ScriptedProcessor implements Processor {

    public static final AttemptOutcome APPROVED = new AttemptOutcome.Approved(new Approval("000017", "acq-17"));

    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final List<String> inquiries = new CopyOnWriteArrayList<>();
    private final CompletableFuture<AttemptOutcome> outcome;

    private ScriptedProcessor(CompletableFuture<AttemptOutcome> outcome) {
        this.outcome = outcome;
    }

    public static ScriptedProcessor approving() {
        return answering(APPROVED);
    }

    public static ScriptedProcessor answering(AttemptOutcome outcome) {
        return new ScriptedProcessor(CompletableFuture.completedFuture(outcome));
    }

    /** Takes orders and answers none. Asked what became of one, it says that it took the money. */
    public static ScriptedProcessor silent() {
        return new ScriptedProcessor(new CompletableFuture<>());
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
        orders.add(order);
        return outcome.copy();
    }

    @Override
    public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
        orders.add(order);
        return outcome.copy();
    }

    @Override
    public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
        inquiries.add(inquiry.downstreamReference());
        return CompletableFuture.completedFuture(new InquiryAnswer.Found(APPROVED));
    }

    @Override
    public Duration answerDeadline() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration absenceWindow() {
        return Duration.ofSeconds(60);
    }

    /** Every order, oldest first. */
    public List<Order> orders() {
        return orders;
    }

    /** The reference of every inquiry, oldest first. */
    public List<String> inquiries() {
        return inquiries;
    }
}
