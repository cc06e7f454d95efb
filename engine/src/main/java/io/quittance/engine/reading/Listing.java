package io.quittance.engine.reading;

import io.quittance.engine.intent.Refusal;

/** The answer to a question for many things. */
public sealed interface Listing<T> {

    /** What was found. */
    record Found<T>(Page<T> page) implements Listing<T> {}

    /** The question is wrong, or nobody can answer it now. */
    record Refused<T>(Refusal refusal) implements Listing<T> {}
}
