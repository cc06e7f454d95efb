package io.quittance.api.terminals;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.attempt.PresentedCard;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.id.TerminalId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * The payers at terminals: one who owes an amount that ends in 00 stands there until he is canceled, every other pays
 * at once with the same card. Safe for any thread.
 */
final class PlayedPayers implements Processor {
    private static final PresentedCard CARD = new PresentedCard("mastercard", "510046XXXXXX7315");
    private static final Failure CANCELED =
            new Failure("card_declined", "The payment was canceled at the terminal.", "canceled_by_payer", null, null);

    private final Map<TerminalId, String> running = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<AttemptOutcome>> outcomes = new ConcurrentHashMap<>();
    private final Map<TerminalId, AtomicLong> dialogues = new ConcurrentHashMap<>();
    private volatile BiConsumer<String, PayerStep> watcher = (reference, step) -> {};

    /** The order of the payer who is there. */
    List<String> at(TerminalId terminal) {
        return Optional.ofNullable(running.get(terminal)).map(List::of).orElse(List.of());
    }

    long dialogues(TerminalId terminal) {
        return dialogues.getOrDefault(terminal, new AtomicLong()).get();
    }

    /** Sends the payer away; false when nobody is there. */
    boolean cancel(TerminalId terminal) {
        String reference = running.remove(terminal);
        return reference != null && outcomes.get(reference).complete(new Declined(CANCELED));
    }

    @Override
    public String name() {
        return "terminal";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.VOID, Capability.REFUND, Capability.INQUIRY);
    }

    @Override
    public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
        TerminalId terminal = ((PaymentMethod.Terminal) order.method()).terminal();
        String reference = order.downstreamReference();
        if (order.amount().minorUnits() % 100 == 0 && running.putIfAbsent(terminal, reference) != null) {
            return CompletableFuture.completedFuture(new AttemptOutcome.NotProcessed("somebody else is there"));
        }
        dialogues.computeIfAbsent(terminal, at -> new AtomicLong()).incrementAndGet();
        CompletableFuture<AttemptOutcome> outcome = new CompletableFuture<>();
        outcomes.put(reference, outcome);
        watcher.accept(reference, PayerStep.WAITING_FOR_CARD);
        if (order.amount().minorUnits() % 100 != 0) {
            outcome.complete(new Approved(new Approval("03001004", "played-" + reference), CARD));
        }
        return outcome;
    }

    @Override
    public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
        return CompletableFuture.completedFuture(
                new Approved(new Approval("03001005", "played-" + order.downstreamReference())));
    }

    @Override
    public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
        CompletableFuture<AttemptOutcome> outcome = outcomes.get(inquiry.downstreamReference());
        return CompletableFuture.completedFuture(
                outcome == null || !outcome.isDone()
                        ? new InquiryAnswer.NoAnswer("the payer is still there")
                        : new InquiryAnswer.Found(outcome.join()));
    }

    @Override
    public Duration answerDeadline() {
        return Duration.ofMinutes(3);
    }

    @Override
    public Duration absenceWindow() {
        return Duration.ZERO;
    }

    @Override
    public void onProgress(BiConsumer<String, PayerStep> steps) {
        watcher = steps;
    }
}
