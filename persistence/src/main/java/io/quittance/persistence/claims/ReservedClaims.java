package io.quittance.persistence.claims;

import io.quittance.engine.id.IntentId;
import io.quittance.engine.idempotency.KeyClaims;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * The claims of a journal that one process writes: what is stored decides, and what is about to be stored is reserved
 * in memory. A reservation comes before the look at the store, so of two intents that want a key at the same moment at
 * least one sees the other.
 */
public final class ReservedClaims implements KeyClaims {

    private final ConcurrentMap<String, Reservation> reservations = new ConcurrentHashMap<>();
    private final Function<String, CompletionStage<Optional<IntentId>>> stored;

    private record Reservation(IntentId intent, int requests) {

        Reservation joinedBy(Reservation other) {
            return intent.equals(other.intent) ? new Reservation(intent, requests + other.requests) : this;
        }
    }

    /** @param stored finds the holder of a claim in the journal */
    public ReservedClaims(Function<String, CompletionStage<Optional<IntentId>>> stored) {
        this.stored = stored;
    }

    @Override
    public CompletionStage<IntentId> reserve(String claim, IntentId intent) {
        IntentId first = reservations
                .merge(claim, new Reservation(intent, 1), Reservation::joinedBy)
                .intent();
        return stored.apply(claim)
                .whenComplete((holder, failure) -> {
                    boolean isOurs = failure == null && holder.orElse(first).equals(intent);
                    if (!isOurs && first.equals(intent)) {
                        release(claim, intent);
                    }
                })
                .thenApply(holder -> holder.orElse(first));
    }

    /** The reservation is read first: a request gives it back only when it is stored. */
    @Override
    public CompletionStage<Optional<Holder>> holder(String claim) {
        Reservation reserved = reservations.get(claim);
        return stored.apply(claim).thenApply(holder -> holder.or(
                        () -> Optional.ofNullable(reserved).map(Reservation::intent))
                .map(intent -> new Holder(intent, reserved != null)));
    }

    @Override
    public void release(String claim, IntentId intent) {
        reservations.computeIfPresent(claim, (name, held) -> held.intent.equals(intent) ? withoutOne(held) : held);
    }

    @SuppressWarnings("NullAway") // Null is how a map is told to forget an entry.
    private static Reservation withoutOne(Reservation held) {
        return held.requests == 1 ? null : new Reservation(held.intent, held.requests - 1);
    }
}
