package io.quittance.api.acquirer;

import io.quittance.api.acquirer.AcquirerAnswer.ConnectionCut;
import io.quittance.api.acquirer.AcquirerAnswer.InternalError;
import io.quittance.api.acquirer.AcquirerAnswer.Told;
import io.quittance.api.acquirer.AcquirerAnswer.ToldTwice;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An acquirer to test against. It decides by {@link AcquirerScript}, records in its ledger before it answers, and goes
 * wrong as its {@link FaultPlan} says. It does not know orders apart by their reference: who sends twice charges twice,
 * and {@link #summary} tells. Safe for any thread; nothing blocks but {@link #open} and {@link #close}, and no method
 * that returns a stage throws.
 */
public final class SimulatedAcquirer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedAcquirer.class);

    /** A delayed answer comes this long after the order: when its caller waits no more. */
    static final Duration BEYOND_DEADLINE = Limits.COUNTERPARTY_ANSWER.plusSeconds(2);

    /** An order that is processed late is recorded this long after it came: within the {@link #ABSENCE_WINDOW}. */
    static final Duration LATE = Duration.ofSeconds(3);

    /** This long after an order was sent, "not found" is the truth. */
    static final Duration ABSENCE_WINDOW = Duration.ofSeconds(5);

    private final AcquirerLedger ledger;
    private final FaultPlan faults;
    private final Pause pause;

    SimulatedAcquirer(AcquirerLedger ledger, FaultPlan faults, Pause pause) {
        this.ledger = ledger;
        this.faults = faults;
        this.pause = pause;
    }

    /** Opens or makes the ledger; throws {@link LedgerRefused} when another process has it or it is damaged. */
    public static SimulatedAcquirer open(Path ledger, FaultPlan faults, InstantSource clock) throws IOException {
        return new SimulatedAcquirer(AcquirerLedger.open(ledger, clock), faults, Pause.REAL);
    }

    /** Decides and records the order. The stage fails only when the ledger does. */
    CompletionStage<AcquirerAnswer> authorize(AttemptOrder order) {
        Fault fault = faults.faultOf(order.downstreamReference());
        return switch (fault) {
            case DROP_REQUEST -> afterLatency(order, new ConnectionCut());
            case LATE_PROCESSING -> {
                recordLate(order);
                yield afterLatency(order, new ConnectionCut());
            }
            case DELAY -> record(order).thenCompose(entry -> after(BEYOND_DEADLINE, said(order, entry)));
            case DROP_RESPONSE -> answer(order, entry -> new ConnectionCut());
            case HTTP_500 -> answer(order, entry -> new InternalError());
            case DUPLICATE -> answer(order, ToldTwice::new);
            case NONE -> answer(order, entry -> said(order, entry));
        };
    }

    /** What became of a reference: its charge when there is one, else its newest entry. */
    CompletionStage<Optional<LedgerEntry>> inquire(String reference) {
        return ledger.find(reference)
                .thenApply(SimulatedAcquirer::telling)
                .thenCompose(found -> after(faults.latencyOf(reference), found));
    }

    /** Counts of what was recorded. */
    public LedgerSummary summary() {
        return ledger.summary();
    }

    /** Records what waits, then gives the ledger free. */
    @Override
    public void close() throws IOException {
        ledger.close();
    }

    private static Optional<LedgerEntry> telling(List<LedgerEntry> entries) {
        return entries.stream().filter(LedgerEntry::isCharge).findFirst().or(() -> entries.stream()
                .reduce((older, newer) -> newer));
    }

    private CompletionStage<LedgerEntry> record(AttemptOrder order) {
        return ledger.append(order, AcquirerScript.decide(order));
    }

    private void recordLate(AttemptOrder order) {
        pause.of(LATE).thenCompose(waited -> record(order)).whenComplete((entry, failure) -> {
            if (failure != null) {
                LOG.warn("{} was never recorded: {}", order.downstreamReference(), failure.getMessage());
            }
        });
    }

    private CompletionStage<AcquirerAnswer> answer(AttemptOrder order, Function<LedgerEntry, AcquirerAnswer> words) {
        return record(order).thenCompose(entry -> afterLatency(order, words.apply(entry)));
    }

    private static AcquirerAnswer said(AttemptOrder order, LedgerEntry entry) {
        return AcquirerScript.answers(order) ? new Told(entry) : new ConnectionCut();
    }

    private CompletionStage<AcquirerAnswer> afterLatency(AttemptOrder order, AcquirerAnswer answer) {
        return after(faults.latencyOf(order.downstreamReference()), answer);
    }

    private <T> CompletionStage<T> after(Duration wait, T value) {
        return wait.isZero()
                ? CompletableFuture.completedFuture(value)
                : pause.of(wait).thenApply(waited -> value);
    }
}
