package io.quittance.engine.intent;

import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.money.Money;
import io.quittance.engine.personal.PersonalFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An intent as its merchant may see it: the recorded facts, with the personal fields opened. Immutable.
 *
 * @param snapshot the facts after one event
 * @param personal description and metadata; empty when their key was destroyed
 */
public record IntentView(IntentSnapshot snapshot, PersonalFields personal) {

    /** Its name. */
    public IntentId id() {
        return snapshot.facts().id();
    }

    /** One of the four public states. */
    public IntentStatus status() {
        return snapshot.status();
    }

    /** What the payer owes. */
    public Money amount() {
        return snapshot.facts().terms().amount();
    }

    /** All attempts, oldest first. */
    public List<Attempt> attempts() {
        return snapshot.facts().attempts();
    }

    /** Why the last attempt took no money; null when it did, or when that is not known. */
    public @Nullable Failure lastFailure() {
        return attempts().isEmpty() ? null : snapshot.facts().lastAttempt().failure();
    }
}
