package io.quittance.engine.support;

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
import java.util.function.Supplier;

/** A counterparty that remembers what it was told and asked, and answers when the test says so. */
public final class ScriptedProcessor implements Processor {

    public static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    public static final Duration ABSENCE_WINDOW = Duration.ofSeconds(58);

    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final List<String> inquiries = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<AttemptOutcome>> outcomes = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<InquiryAnswer>> answers = new CopyOnWriteArrayList<>();
    private volatile boolean throwing;
    private volatile Supplier<CompletableFuture<InquiryAnswer>> script = CompletableFuture::new;

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
        return sent(order);
    }

    @Override
    public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
        return sent(order);
    }

    private CompletionStage<AttemptOutcome> sent(Order order) {
        orders.add(order);
        if (throwing) {
            throw new IllegalStateException("a fault in the processor");
        }
        outcomes.add(new CompletableFuture<>());
        return last(outcomes);
    }

    @Override
    public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
        inquiries.add(inquiry.downstreamReference());
        if (throwing) {
            throw new IllegalStateException("a fault in the processor");
        }
        answers.add(script.get());
        return last(answers);
    }

    /** From now on every call throws, or does not. */
    public void throwing(boolean now) {
        throwing = now;
    }

    /** From now on every inquiry is answered so. */
    public void whenAsked(Supplier<CompletableFuture<InquiryAnswer>> answerScript) {
        script = answerScript;
    }

    @Override
    public Duration answerDeadline() {
        return ANSWER_DEADLINE;
    }

    @Override
    public Duration absenceWindow() {
        return ABSENCE_WINDOW;
    }

    /** Every order, oldest first. */
    public List<Order> orders() {
        return orders;
    }

    /** The reference of every inquiry, oldest first. */
    public List<String> inquiries() {
        return inquiries;
    }

    /** The answer to the last order, to be completed by the test. */
    public CompletableFuture<AttemptOutcome> outcome() {
        return last(outcomes);
    }

    /** The answer to the last inquiry, to be completed by the test. */
    public CompletableFuture<InquiryAnswer> answer() {
        return last(answers);
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }
}
