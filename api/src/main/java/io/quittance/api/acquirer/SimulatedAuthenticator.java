package io.quittance.api.acquirer;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AuthenticationResult;
import io.quittance.engine.checkout.Authenticator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The issuers of the test cards, before any money is asked for (EMV 3-D Secure): each says what {@link IssuerCase}
 * says, and a payer who is asked answers on a page of this server. What began is remembered before anybody hears of it,
 * so a question to a payer outlives the process. Safe for any thread; nothing blocks but opening and {@link #close}.
 */
public final class SimulatedAuthenticator implements Authenticator, AutoCloseable {

    /** An answer beyond the limit comes this long after the question: when its caller waits no more. */
    static final Duration TOO_LATE = Limits.AUTHENTICATION_WAIT.plusSeconds(2);

    private final IssuerLedger ledger;
    private final Pause pause;
    private final InstantSource clock;
    private volatile @Nullable URI pages;

    SimulatedAuthenticator(IssuerLedger ledger, Pause pause, InstantSource clock) {
        this.ledger = ledger;
        this.pause = pause;
        this.clock = clock;
    }

    /** Opens or makes its file; throws {@link LedgerRefused} when another process has it or it is damaged. */
    static SimulatedAuthenticator open(Path file, InstantSource clock) throws IOException {
        return new SimulatedAuthenticator(IssuerLedger.open(file, clock), Pause.REAL, clock);
    }

    /** From now on payers answer there; until then nothing new begins, and cards are authorised without proof. */
    void listensAt(URI baseUrl) {
        pages = baseUrl;
    }

    @Override
    public CompletionStage<AuthenticationResult> begin(Order order) {
        URI asking = pages;
        if (asking == null) {
            return CompletableFuture.completedFuture(
                    new AuthenticationResult.Unavailable("the issuer has no page yet"));
        }
        return ledger.begin(IssuerEntry.begun(order, asking, clock.instant()))
                .thenCompose(begun -> begun.kind() == IssuerCase.LOOKUP_TIMEOUT
                        ? pause.of(TOO_LATE).thenApply(waited -> begun.result(pages))
                        : CompletableFuture.completedFuture(begun.result(pages)));
    }

    /**
     * A question that this issuer never asked, or has lost, is not passed. One that began is told also before anybody
     * said where payers are asked: who starts again asks first of all how it stands.
     */
    @Override
    public CompletionStage<AuthenticationResult> inquire(String reference) {
        return ledger.find(reference).thenApply(found -> found.map(entry -> entry.result(pages))
                .orElseGet(() -> new AuthenticationResult.Rejected(AcquirerScript.AUTHENTICATION_FAILED.failure())));
    }

    /** The question as it stands; empty when nobody is asked under this reference. */
    CompletionStage<Optional<IssuerEntry>> question(String reference) {
        return ledger.find(reference)
                .thenApply(found -> found.filter(entry -> entry.kind().isChallenge()));
    }

    /** The payer answers; an answer to what has ended changes nothing. */
    CompletionStage<Optional<IssuerEntry>> answer(String reference, boolean confirms) {
        return ledger.end(reference, confirms ? IssuerEntry.Ending.CONFIRMED : IssuerEntry.Ending.REFUSED)
                .thenApply(found -> found.filter(entry -> entry.kind().isChallenge()));
    }

    /** Writes what waits, then gives the file free. */
    @Override
    public void close() throws IOException {
        ledger.close();
    }
}
