package io.quittance.terminal.simulator;

import static io.quittance.terminal.simulator.TerminalTransaction.AUTHORIZED;
import static io.quittance.terminal.simulator.TerminalTransaction.CAPTURED;
import static io.quittance.terminal.simulator.TerminalTransaction.VOIDED;

import io.quittance.terminal.protocol.TerminalError;
import io.quittance.terminal.simulator.CardScript.Verdict;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is written down about a transaction. Pure. */
final class TransactionForm {

    /** Where the vendor's terminals stand. */
    static final ZoneId ZONE = ZoneId.of("Asia/Jerusalem");

    private static final DateTimeFormatter ID_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT);
    private static final int SERIAL_NUMBERS = 10_000;
    private static final int TRACE_NUMBERS = 1_000;
    private static final int BATCHES = 100;

    private final String terminalId;

    TransactionForm(String terminalId) {
        this.terminalId = terminalId;
    }

    /** A transaction that came to its end; the host has a name for it only when it was asked. */
    TerminalTransaction made(Moment at, Dialogue dialogue, Verdict verdict) {
        PaymentOrder order = dialogue.order();
        boolean isHostAsked = dialogue.stage() == Dialogue.Stage.AUTHORIZATION_STARTED;
        String mode = dialogue.entryMode();
        int number = at.ledger().transactions().size() + 1;
        return new TerminalTransaction(
                at.now(),
                order.referenceId(),
                isHostAsked ? transactionId(at, number) : "",
                order.type().name(),
                order.amount(),
                order.tipAmount(),
                order.total(),
                order.currency(),
                order.creditTerms(),
                verdict.status(),
                verdict.result(),
                verdict.code(),
                verdict.message(),
                mode == null ? null : CardScript.card(mode),
                isHostAsked ? traceNumber(at, number) : "",
                isHostAsked && verdict.isApproved() ? authorization(dialogue.authorizationNumber(), number) : null);
    }

    /** As in the vendor's example: the time, the terminal, four digits more. */
    private String transactionId(Moment at, int number) {
        return ID_TIME.format(at.now().atZone(ZONE))
                + terminalId
                + String.format(Locale.ROOT, "%04d", number % SERIAL_NUMBERS);
    }

    private static String traceNumber(Moment at, int number) {
        int batch = at.ledger().settlements().size() + 1;
        return String.format(Locale.ROOT, "%02d001%03d", batch % BATCHES, number % TRACE_NUMBERS);
    }

    private static String authorization(@Nullable String byTelephone, int number) {
        return byTelephone == null ? String.format(Locale.ROOT, "%07d", number) : byTelephone;
    }

    /** Refuses a void of what is not open, and a capture of what is not held, or of more than that (SQ-13). */
    static void demandChange(LedgerView ledger, PaymentOrder order) throws Refusal {
        TerminalTransaction original = ledger.byReference(order.referenceId())
                .orElseThrow(() -> Refusal.of(TerminalError.TRANSACTION_NOT_FOUND, "there is no such transaction"));
        boolean isRight = order.type() == PaymentOrder.Type.VOID
                ? original.isOpen()
                : original.status().equals(AUTHORIZED);
        if (!isRight) {
            throw Refusal.of(TerminalError.ILLEGAL_TRANSACTION_STATUS, "the transaction's status does not allow it");
        } else if (order.total() > original.totalAmount()) {
            throw Refusal.illegal("AMOUNT_LIMIT_EXCEEDED", "the amount is more than what is held");
        }
    }

    /** The original after its void or its capture. */
    static TerminalTransaction changed(Moment at, PaymentOrder order) {
        TerminalTransaction original =
                at.ledger().byReference(order.referenceId()).orElseThrow();
        boolean isWhole = order.type() == PaymentOrder.Type.VOID || order.total() == 0;
        return original.with(
                at.now(),
                order.type() == PaymentOrder.Type.VOID ? VOIDED : CAPTURED,
                isWhole ? original.totalAmount() : order.total());
    }
}
