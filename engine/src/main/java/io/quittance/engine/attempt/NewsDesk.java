package io.quittance.engine.attempt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whom a connector tells that something became of a reference without being asked. What is told is never believed: the
 * reference is inquired. Telling twice, late or wrongly does no harm. Methods return at once and never throw; safe for
 * any thread.
 */
@FunctionalInterface
public interface NewsDesk {

    /** For news that nobody keeps: it is asked about a few times until the counterparty says something, then let go. */
    void tell(String downstreamReference);

    /**
     * For who keeps the news until it is done: it is asked about once. The stage never fails, and completes within
     * {@link io.quittance.engine.Limits#NEWS_ANSWER}. Who only hears news cannot say what became of it.
     */
    default CompletionStage<NewsResult> deliver(String downstreamReference) {
        tell(downstreamReference);
        return CompletableFuture.completedFuture(NewsResult.UNANSWERED);
    }
}
