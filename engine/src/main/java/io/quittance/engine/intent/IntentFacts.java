package io.quittance.engine.intent;

import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of an intent. Immutable; an answer given once keeps the facts that it was made from.
 *
 * @param amountCaptured money taken, in minor units
 * @param attempts all attempts, oldest first
 * @param version how many events made it: its place in the journal stream
 */
public record IntentFacts(
        IntentId id,
        Tenant tenant,
        Terms terms,
        long amountCaptured,
        List<Attempt> attempts,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static IntentFacts created(IntentEvent.IntentCreated event) {
        return new IntentFacts(event.id(), event.tenant(), event.terms(), 0, List.of(), event.at(), event.at(), 1);
    }

    /** The last attempt; there must be one. */
    public Attempt lastAttempt() {
        return attempts.get(attempts.size() - 1);
    }

    /** The number that the next attempt gets. */
    int nextNumber() {
        return attempts.size() + 1;
    }

    IntentFacts with(Attempt added, Instant at) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.add(added);
        return new IntentFacts(id, tenant, terms, amountCaptured, List.copyOf(all), createdAt, at, version + 1);
    }

    IntentFacts withLast(Attempt changed, Instant at) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.set(all.size() - 1, changed);
        return new IntentFacts(id, tenant, terms, amountCaptured, List.copyOf(all), createdAt, at, version + 1);
    }

    /** The same facts after the money was taken in full. */
    IntentFacts captured() {
        long all = terms.amount().minorUnits();
        return new IntentFacts(id, tenant, terms, all, attempts, createdAt, updatedAt, version);
    }

    /** The same facts one event later. */
    IntentFacts touched(Instant at) {
        return new IntentFacts(id, tenant, terms, amountCaptured, attempts, createdAt, at, version + 1);
    }
}
