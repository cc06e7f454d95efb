package io.quittance.api.acquirer;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The 3-D Secure challenges of an acquirer: each is decided once, by its payer or by time, and the decision is in the
 * ledger before anybody hears of it. Safe for any thread.
 */
final class Challenges {

    /** How long a payer may take (Partner API: a session is open about 30 minutes). */
    static final Duration TIME = Duration.ofMinutes(30);

    private final AcquirerLedger ledger;
    private final InstantSource clock;
    private final OneAtATime decisions = new OneAtATime();
    private volatile @Nullable URI issuer;

    Challenges(AcquirerLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Where payers answer; null until somebody says so. */
    @Nullable
    URI issuer() {
        return issuer;
    }

    /** From now on payers answer there. */
    void listensAt(URI baseUrl) {
        issuer = baseUrl;
    }

    /** The newest of the entries under one reference, when there is a challenge among them. */
    static Optional<LedgerEntry> newest(List<LedgerEntry> entries) {
        return entries.stream().anyMatch(entry -> entry.kind() == LedgerKind.CHALLENGE)
                ? Optional.of(entries.get(entries.size() - 1))
                : Optional.empty();
    }

    /** Where the payer of these entries goes when he has answered; empty for nowhere. */
    static Optional<String> returnUrl(List<LedgerEntry> entries) {
        return entries.stream()
                .map(LedgerEntry::verdict)
                .filter(Verdict.Challenged.class::isInstance)
                .map(asked -> ((Verdict.Challenged) asked).returnUrl())
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The challenge that still waits, of the entries under one reference. */
    static Optional<LedgerEntry> waiting(List<LedgerEntry> entries) {
        return entries.stream().reduce((older, newer) -> newer).filter(newest -> newest.kind() == LedgerKind.CHALLENGE);
    }

    /** The entries under one reference, a challenge that nobody answered in time decided. */
    CompletionStage<List<LedgerEntry>> current(String reference) {
        return ledger.find(reference).thenCompose(entries -> waiting(entries)
                .filter(challenge -> !clock.instant().isBefore(challenge.until()))
                .map(overdue -> decide(overdue, AcquirerScript.AUTHENTICATION_ABANDONED)
                        .thenCompose(decided -> ledger.find(reference)))
                .orElseGet(() -> CompletableFuture.completedFuture(entries)));
    }

    /** The payer answers; completes with the entries after it. An answer to what is decided changes nothing. */
    CompletionStage<List<LedgerEntry>> answer(String reference, boolean confirms) {
        return current(reference).thenCompose(entries -> waiting(entries)
                .map(challenge ->
                        decide(challenge, verdict(challenge, confirms)).thenCompose(decided -> ledger.find(reference)))
                .orElseGet(() -> CompletableFuture.completedFuture(entries)));
    }

    private static Verdict verdict(LedgerEntry challenge, boolean confirms) {
        boolean isPassable = challenge.verdict() instanceof Verdict.Challenged asked && asked.isPassable();
        Verdict confirmed = isPassable ? new Verdict.Approved() : AcquirerScript.AUTHENTICATION_FAILED;
        return confirms ? confirmed : AcquirerScript.CANCELED_BY_PAYER;
    }

    private CompletionStage<LedgerEntry> decide(LedgerEntry challenge, Verdict verdict) {
        String reference = challenge.reference();
        return decisions.decide(reference, () -> ledger.find(reference).thenCompose(entries -> waiting(entries)
                .map(still -> ledger.answer(still, verdict))
                .orElseGet(() -> CompletableFuture.completedFuture(entries.get(entries.size() - 1)))));
    }
}
