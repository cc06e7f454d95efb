package io.quittance.api.acquirer;

import io.quittance.api.acquirer.AcquirerAnswer.Manner;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.Order;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An acquirer to test against. It decides by {@link AcquirerScript} and by the money that is there
 * ({@link LedgerRules}), records in its ledger before it answers, and goes wrong as its {@link FaultPlan} says. Unless
 * it is told otherwise it does not know orders apart by their reference: who sends twice moves money twice, and
 * {@link #summary} tells. Safe for any thread; nothing blocks but {@link #open} and {@link #close}, and no method that
 * returns a stage throws.
 */
public final class SimulatedAcquirer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedAcquirer.class);

    /** A delayed answer comes this long after the order: when its caller waits no more. */
    static final Duration BEYOND_DEADLINE = Limits.COUNTERPARTY_ANSWER.plusSeconds(2);

    /** An order that is processed late is recorded this long after it came: within the {@link #ABSENCE_WINDOW}. */
    static final Duration LATE = Duration.ofSeconds(3);

    /** This long after an order was sent, "not found" is the truth, unless orders are hidden on purpose. */
    static final Duration ABSENCE_WINDOW = Duration.ofSeconds(5);

    private final AcquirerLedger ledger;
    private final Challenges challenges;
    private final SimulatedAuthenticator authenticator;
    private final Behaviour behaviour;
    private final Pause pause;
    private final InstantSource clock;
    /** Of an acquirer that knows orders apart. */
    private final OneAtATime orders = new OneAtATime();

    private volatile NewsDesk news = reference -> {};
    private volatile Instant awayUntil = Instant.MIN;

    /**
     * How an acquirer behaves.
     *
     * @param faults which orders go wrong
     * @param isIdempotent whether a second order under the same reference is the first one again
     */
    record Behaviour(FaultPlan faults, boolean isIdempotent) {}

    /** One whose issuers remember no longer than it lives. */
    SimulatedAcquirer(AcquirerLedger ledger, Behaviour behaviour, Pause pause, InstantSource clock) {
        this(ledger, new SimulatedAuthenticator(IssuerLedger.inMemory(clock), pause, clock), behaviour, pause, clock);
    }

    private SimulatedAcquirer(
            AcquirerLedger ledger,
            SimulatedAuthenticator authenticator,
            Behaviour behaviour,
            Pause pause,
            InstantSource clock) {
        this.ledger = ledger;
        this.authenticator = authenticator;
        this.challenges = new Challenges(ledger, clock);
        this.behaviour = behaviour;
        this.pause = pause;
        this.clock = clock;
    }

    /** Opens or makes the ledger; throws {@link LedgerRefused} when another process has it or it is damaged. */
    public static SimulatedAcquirer open(Path ledger, FaultPlan faults, InstantSource clock) throws IOException {
        return open(ledger, new Behaviour(faults, false), clock);
    }

    static SimulatedAcquirer open(Path ledger, Behaviour behaviour, InstantSource clock) throws IOException {
        AcquirerLedger opened = AcquirerLedger.open(ledger, clock);
        try {
            Path issuers = ledger.resolveSibling(ledger.getFileName() + ".issuers");
            SimulatedAuthenticator authenticator = SimulatedAuthenticator.open(issuers, clock);
            return new SimulatedAcquirer(opened, authenticator, behaviour, Pause.REAL, clock);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** The issuers of its cards, who say who pays before an order comes; it closes them. */
    public SimulatedAuthenticator authenticator() {
        return authenticator;
    }

    /** Decides and records the order. The stage fails only when the ledger does. */
    CompletionStage<AcquirerAnswer> place(Order order) {
        if (isAway()) {
            return CompletableFuture.completedFuture(AcquirerAnswer.without(Manner.CUT));
        }
        return switch (faults().faultOf(order.downstreamReference())) {
            case DROP_REQUEST -> unrecorded(order, Manner.CUT);
            case HTTP_401 -> unrecorded(order, Manner.UNAUTHORIZED);
            case CONNECTION_REFUSED -> unrecorded(order, Manner.REFUSED);
            case LATE_PROCESSING -> {
                recordLate(order);
                yield unrecorded(order, Manner.CUT);
            }
            case DELAY -> record(order).thenCompose(entry -> after(BEYOND_DEADLINE, said(order, entry, Manner.TOLD)));
            case DROP_RESPONSE, HIDDEN -> recorded(order, Manner.CUT);
            case HTTP_500 -> recorded(order, Manner.INTERNAL_ERROR);
            case DUPLICATE -> recorded(order, Manner.TOLD_TWICE);
            case WRONG_ID -> recorded(order, Manner.ABOUT_ANOTHER);
            case HALF_ANSWER -> recorded(order, Manner.HALF);
            case NONE -> recorded(order, Manner.TOLD);
        };
    }

    /** What became of a reference: what had an effect when something did, else its newest entry. */
    CompletionStage<Optional<Known>> inquire(String reference) {
        if (isAway()) {
            return CompletableFuture.failedFuture(new IOException("the acquirer is away"));
        }
        Duration hidden = faults().hiddenFor(reference);
        return challenges
                .current(reference)
                .thenApply(entries -> telling(entries)
                        .filter(entry -> hidden.isZero()
                                || !clock.instant().isBefore(entry.at().plus(hidden))))
                .thenApply(found -> found.map(this::known))
                .thenCompose(found -> after(faults().latencyOf(reference), found));
    }

    /** How an order stands whose payer was asked; empty for any other. */
    CompletionStage<Optional<LedgerEntry>> challenged(String reference) {
        return challenges.current(reference).thenApply(Challenges::newest);
    }

    /**
     * The payer answers a challenge; who ordered it is told that something became of it.
     *
     * @return where the payer goes now; empty for nowhere
     */
    public CompletionStage<Optional<String>> answer(String reference, boolean confirms) {
        return challenges.answer(reference, confirms).thenApply(entries -> {
            news.tell(reference);
            return Challenges.returnUrl(entries);
        });
    }

    /** Where payers answer challenges; null until somebody says so. */
    @Nullable
    URI issuer() {
        return challenges.issuer();
    }

    /** From now on payers answer challenges there; until then a challenge is an unknown outcome. */
    public void listensAt(URI baseUrl) {
        challenges.listensAt(baseUrl);
        authenticator.listensAt(baseUrl);
    }

    /** How long after an order was sent "not found" may be wrong. */
    Duration absenceWindow() {
        return faults().rates().containsKey(Fault.HIDDEN) ? ABSENCE_WINDOW.plus(FaultPlan.HIDDEN_MAX) : ABSENCE_WINDOW;
    }

    /** Settles all captured money and tells the references of its authorisations; completes with their number. */
    public CompletionStage<Integer> settle() {
        return ledger.settle().thenApply(settled -> {
            settled.forEach(entry -> news.tell(entry.original()));
            return settled.size();
        });
    }

    /** From now on for so long, no order is taken and no question answered. Zero ends it. */
    public void away(Duration length) {
        awayUntil = clock.instant().plus(length);
    }

    boolean isAway() {
        return clock.instant().isBefore(awayUntil);
    }

    /** Gives it somebody to tell that something became of a reference; the one before hears no more. */
    public void onNews(NewsDesk desk) {
        news = desk;
    }

    /** The money of the authorisation with this reference, of what was recorded. */
    public LedgerAccount account(String original) {
        return ledger.account(original);
    }

    /** Counts of what was recorded. */
    public LedgerSummary summary() {
        return ledger.summary();
    }

    Set<String> references() {
        return ledger.references();
    }

    /** Records what waits, then gives the ledgers free. */
    @Override
    public void close() throws IOException {
        try (ledger) {
            authenticator.close();
        }
    }

    private FaultPlan faults() {
        return behaviour.faults();
    }

    private Known known(LedgerEntry entry) {
        boolean isSettling = entry.kind() == LedgerKind.AUTHORIZATION || entry.kind() == LedgerKind.CAPTURE;
        Instant settledAt = isSettling && entry.isApproved()
                ? ledger.account(entry.original()).settledAt()
                : null;
        return new Known(entry, settledAt);
    }

    private static Optional<LedgerEntry> telling(List<LedgerEntry> entries) {
        return entries.stream().filter(LedgerEntry::isApproved).findFirst().or(() -> entries.stream()
                .reduce((older, newer) -> newer));
    }

    private CompletionStage<LedgerEntry> record(Order order) {
        if (!behaviour.isIdempotent()) {
            return ledger.append(order, AcquirerScript.decide(order));
        }
        String reference = order.downstreamReference();
        return orders.decide(reference, () -> ledger.find(reference).thenCompose(known -> telling(known)
                .<CompletionStage<LedgerEntry>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> ledger.append(order, AcquirerScript.decide(order)))));
    }

    private void recordLate(Order order) {
        pause.of(LATE).thenCompose(waited -> record(order)).whenComplete((entry, failure) -> {
            if (failure != null) {
                LOG.warn("{} was never recorded: {}", order.downstreamReference(), failure.getMessage());
            }
        });
    }

    private CompletionStage<AcquirerAnswer> unrecorded(Order order, Manner manner) {
        return afterLatency(order, AcquirerAnswer.without(manner));
    }

    private CompletionStage<AcquirerAnswer> recorded(Order order, Manner manner) {
        return record(order).thenCompose(entry -> afterLatency(order, said(order, entry, manner)));
    }

    private static AcquirerAnswer said(Order order, LedgerEntry entry, Manner manner) {
        return AcquirerAnswer.told(AcquirerScript.answers(order) ? manner : Manner.CUT, entry);
    }

    private CompletionStage<AcquirerAnswer> afterLatency(Order order, AcquirerAnswer answer) {
        return after(faults().latencyOf(order.downstreamReference()), answer);
    }

    private <T> CompletionStage<T> after(Duration wait, T value) {
        return wait.isZero()
                ? CompletableFuture.completedFuture(value)
                : pause.of(wait).thenApply(waited -> value);
    }
}
