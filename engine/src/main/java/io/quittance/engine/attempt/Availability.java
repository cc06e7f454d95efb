package io.quittance.engine.attempt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A processor that notices whether its counterparty answers, and tells when that changes. It changes nothing of what is
 * asked and answered. Safe for any thread.
 */
public final class Availability implements Processor {

    private final Processor processor;
    private final AtomicBoolean answering = new AtomicBoolean(true);
    private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();

    /** Watches over this processor, which is taken to answer until it does not. */
    public Availability(Processor processor) {
        this.processor = processor;
    }

    /** From now on told whether the counterparty answers, each time that this changes. */
    public void onChange(Consumer<Boolean> listener) {
        listeners.add(listener);
    }

    @Override
    public String name() {
        return processor.name();
    }

    @Override
    public Set<Capability> capabilities() {
        return processor.capabilities();
    }

    @Override
    public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
        return watched(() -> processor.authorize(order), Availability::tells);
    }

    @Override
    public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
        return watched(() -> processor.operate(order), Availability::tells);
    }

    @Override
    public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
        return watched(
                () -> processor.inquire(inquiry), answer -> Optional.of(!(answer instanceof InquiryAnswer.NoAnswer)));
    }

    @Override
    public Duration answerDeadline() {
        return processor.answerDeadline();
    }

    @Override
    public Duration leavesWithin() {
        return processor.leavesWithin();
    }

    @Override
    public Duration leavesAfterAnswer() {
        return processor.leavesAfterAnswer();
    }

    @Override
    public Duration absenceWindow() {
        return processor.absenceWindow();
    }

    @Override
    public void onNews(NewsDesk desk) {
        processor.onNews(desk);
    }

    @Override
    public void onProgress(BiConsumer<String, PayerStep> steps) {
        processor.onProgress(steps);
    }

    /** What provably had no effect says nothing of the counterparty: it may be gone. */
    private static Optional<Boolean> tells(AttemptOutcome outcome) {
        return outcome instanceof AttemptOutcome.NotProcessed
                ? Optional.empty()
                : Optional.of(!(outcome instanceof AttemptOutcome.Unknown));
    }

    private <T> CompletionStage<T> watched(Supplier<CompletionStage<T>> call, Function<T, Optional<Boolean>> tells) {
        return call.get().whenComplete((answer, failure) -> {
            if (answer == null) {
                change(false);
            } else {
                tells.apply(answer).ifPresent(this::change);
            }
        });
    }

    /** One at a time, so that who listens hears of the last change last. */
    private synchronized void change(boolean isAnswering) {
        if (answering.getAndSet(isAnswering) != isAnswering) {
            listeners.forEach(listener -> listener.accept(isAnswering));
        }
    }
}
