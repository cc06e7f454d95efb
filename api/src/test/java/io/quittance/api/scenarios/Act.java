package io.quittance.api.scenarios;

import io.quittance.engine.intent.OperationWish.Verb;

/**
 * What is to be done with an intent's money.
 *
 * @param amount cents, or null for all that is left
 * @param isLast whether the rest is released, or null for the default
 * @param version the version at which the caller saw the intent, or null
 */
record Act(Verb verb, Long amount, Boolean isLast, Long version) {

    static final Act CAPTURE = all(Verb.CAPTURE);
    static final Act VOID = all(Verb.VOID);
    static final Act REFUND = all(Verb.REFUND);
    static final Act CANCEL = all(Verb.CANCEL);
    static final Act REVERSE = all(Verb.REVERSE);

    private static Act all(Verb verb) {
        return new Act(verb, null, null, null);
    }

    Act of(long cents) {
        return new Act(verb, cents, isLast, version);
    }

    Act asTheLast() {
        return new Act(verb, amount, true, version);
    }

    Act at(long seenVersion) {
        return new Act(verb, amount, isLast, seenVersion);
    }

    @Override
    public String toString() {
        return verb.segment();
    }
}
