package io.quittance.engine.attempt;

/**
 * How an exchange with a processor ended. {@link Unknown} is the default: whatever is not proven to be one of the
 * others is unknown, stays open, and is inquired. What a counterparty says in words is bounded here, and card numbers
 * in it are masked, because it goes into the journal.
 */
public sealed interface AttemptOutcome {

    /** Money was taken. */
    record Approved(Approval approval) implements AttemptOutcome {}

    /** The acquirer or the issuer said no; no money was taken. */
    record Declined(Failure failure) implements AttemptOutcome {

        public Declined {
            failure = failure.fit();
        }
    }

    /** Proven: the order had no effect. A new attempt is safe. */
    record NotProcessed(String reason) implements AttemptOutcome {

        public NotProcessed {
            reason = HostWords.fit(reason);
        }
    }

    /** Anything else. The money may or may not have been taken. */
    record Unknown(Evidence evidence, String detail) implements AttemptOutcome {

        public Unknown {
            detail = HostWords.fit(detail);
        }
    }

    /** One result per kind of outcome; a new kind breaks every fold at compile time. */
    interface Cases<R> {
        R approved(Approved outcome);

        R declined(Declined outcome);

        R notProcessed(NotProcessed outcome);

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
        } else {
            return cases.unknown((Unknown) this);
        }
    }
}
