package io.quittance.terminal.desk;

import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.money.Money;
import io.quittance.terminal.protocol.Change;
import io.quittance.terminal.protocol.Sale;
import io.quittance.terminal.protocol.TerminalOrder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All terminals as one counterparty of the engine: which one, an order's payment method says. A capture and a void are
 * of all that was authorised there, before settlement; a refund is a transaction of its own, for which the payer
 * presents his card again.
 */
final class TerminalProcessor implements Processor {

    private static final Set<Capability> OFFERED = EnumSet.of(
            Capability.MANUAL_CAPTURE,
            Capability.VOID,
            Capability.REFUND,
            Capability.PARTIAL_REFUND,
            Capability.REFUND_BEFORE_SETTLEMENT,
            Capability.REVERSAL,
            Capability.INQUIRY);

    private final Registry registry;
    private final TerminalBudgets budgets;

    TerminalProcessor(Registry registry, TerminalBudgets budgets) {
        this.registry = registry;
        this.budgets = budgets;
    }

    @Override
    public String name() {
        return "terminal";
    }

    @Override
    public Set<Capability> capabilities() {
        return OFFERED;
    }

    @Override
    public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
        String terminal = order.method() instanceof PaymentMethod.Terminal at
                ? at.terminal().value()
                : null;
        return place(
                terminal,
                order.downstreamReference(),
                new Sale(order.downstreamReference(), order.amount(), order.isCaptured()));
    }

    @Override
    public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
        return place(
                order.terminalId(),
                order.downstreamReference(),
                operation(order.kind(), order.downstreamReference(), order.original(), order.amount()));
    }

    private CompletionStage<AttemptOutcome> place(
            @Nullable String terminal, String downstreamReference, TerminalOrder order) {
        return registry.active(terminal)
                .map(entry -> entry.place(downstreamReference, order))
                .orElseGet(() -> CompletableFuture.completedFuture(new AttemptOutcome.NotProcessed(
                        "the terminal is not paired yet (POST /v1/terminals/" + terminal + "/pair), or was removed")));
    }

    @Override
    public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
        OperationKind kind = inquiry.operation();
        TerminalOrder order = kind == null
                ? new Sale(inquiry.downstreamReference(), inquiry.amount(), true)
                : operation(kind, inquiry.downstreamReference(), inquiry.original(), inquiry.amount());
        return registry.find(inquiry.method().terminalId())
                .map(entry -> entry.lookUp(order))
                .orElseGet(() -> CompletableFuture.completedFuture(new InquiryAnswer.NoAnswer(
                        "there is no terminal " + inquiry.method().terminalId())));
    }

    private static TerminalOrder operation(OperationKind kind, String reference, String original, Money amount) {
        return switch (kind) {
            case CAPTURE -> new Change(Change.Kind.CAPTURE, original, amount);
            case VOID, REVERSAL -> new Change(Change.Kind.VOID, original, amount);
            case REFUND -> new Sale(reference, amount, Sale.Type.REFUND);
        };
    }

    @Override
    public Duration answerDeadline() {
        return budgets.session();
    }

    /** An order whose turn does not come in time is not begun. */
    @Override
    public Duration leavesWithin() {
        return budgets.turn();
    }

    /** A session that has ended sends nothing any more. */
    @Override
    public Duration leavesAfterAnswer() {
        return Duration.ZERO;
    }

    @Override
    public Duration absenceWindow() {
        return budgets.absence();
    }

    @Override
    public void onNews(NewsDesk desk) {
        registry.onNews(desk);
    }

    @Override
    public void onProgress(BiConsumer<String, PayerStep> steps) {
        registry.onProgress(steps);
    }
}
