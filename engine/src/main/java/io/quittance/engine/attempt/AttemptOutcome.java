package io.quittance.engine.attempt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange with a processor ended. {@link Unknown} is the default: whatever is not proven to be one of the
 * others is unknown, stays open, and is inquired. What a counterparty says in words is bounded here, and card numbers
 * in it are masked, because it goes into the journal.
 */
public sealed interface AttemptOutcome {

    /**
     * Money was taken.
     *
     * @param card what was presented at a terminal; null when it is known from the order, or not told
     */
    record Approved(Approval approval, @Nullable PresentedCard card) implements AttemptOutcome {

        /** Of a card that is known from the order. */
        public Approved(Approval approval) {
            this(approval, null);
        }
    }

    /**
     * The acquirer or the issuer said no; no money was taken.
     *
     * @param card what was presented at a terminal; null when it is known from the order, or not told
     */
    record Declined(Failure failure, @Nullable PresentedCard card) implements AttemptOutcome {

        public Declined {
            failure = failure.fit();
        }

        /** Of a card that is known from the order. */
        public Declined(Failure failure) {
            this(failure, null);
        }
    }

    /** Proven: the order had no effect. A new attempt is safe. */
    record NotProcessed(String reason) implements AttemptOutcome {

        public NotProcessed {
            reason = HostWords.fit(reason);
        }
    }

    /**
     * The counterparty waits for the payer, and decides later; no money was taken yet.
     *
     * @param url where the payer has to go; a {@link WebAddress}, else {@link IllegalArgumentException}
     * @param until how long the counterparty waits; null when it does not say
     */
    record ActionRequired(String url, @Nullable Instant until) implements AttemptOutcome {

        public ActionRequired {
            if (!WebAddress.isUsable(url)) {
                throw new IllegalArgumentException("a payer cannot be sent to the address that was given");
            }
        }
    }

    /** Anything else. The money may or may not have been taken. */
    record Unknown(Evidence evidence, String detail) implements AttemptOutcome {

        public Unknown {
            detail = HostWords.fit(detail);
        }
    }

    /** Whether the order ends by it. Else it stays open, and is inquired. */
    default boolean isFinal() {
        return !(this instanceof ActionRequired || this instanceof Unknown);
    }

    /** One result per kind of outcome; a new kind breaks every fold at compile time. */
    interface Cases<R> {
        R approved(Approved outcome);

        R declined(Declined outcome);

        R notProcessed(NotProcessed outcome);

        R actionRequired(ActionRequired outcome);

        R unknown(Unknown outcome);
    }

    /** The result of the case that this is. */
    default <R> R fold(Cases<R> cases) {
        if (this instanceof Approved approved) {
            return cases.approved(approved);
        } else if (this instanceof Declined declined) {
            return cases.declined(declined);
        } else if (this instanceof NotProcessed notProcessed) {
            return cases.notProcessed(notProcessed);
        } else if (this instanceof ActionRequired actionRequired) {
            return cases.actionRequired(actionRequired);
        } else {
            return cases.unknown((Unknown) this);
        }
    }
}
