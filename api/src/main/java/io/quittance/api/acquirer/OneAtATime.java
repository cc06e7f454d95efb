package io.quittance.api.acquirer;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Lets one decision about a reference be under way: who comes meanwhile hears what it made. Safe for any thread. */
final class OneAtATime {

    private final Map<String, CompletableFuture<LedgerEntry>> underWay = new ConcurrentHashMap<>();

    /** The decision that is under way, or else this one, begun now. */
    CompletionStage<LedgerEntry> decide(String reference, Supplier<CompletionStage<LedgerEntry>> decision) {
        CompletableFuture<LedgerEntry> ours = new CompletableFuture<>();
        CompletableFuture<LedgerEntry> first = underWay.putIfAbsent(reference, ours);
        if (first != null) {
            return first;
        }
        decision.get().whenComplete((entry, failure) -> {
            underWay.remove(reference);
            if (failure == null) {
                ours.complete(entry);
            } else {
                ours.completeExceptionally(failure);
            }
        });
        return ours;
    }
}
