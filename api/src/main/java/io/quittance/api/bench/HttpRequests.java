package io.quittance.api.bench;

import org.jspecify.annotations.Nullable;

/** The requests of one connection, one after the other, and what a right answer is. Not safe for several threads. */
interface HttpRequests {

    /** The next request, whole. */
    byte[] next();

    /**
     * What is wrong with the answer to the last request, in few words that are the same for the same fault; or null.
     */
    @Nullable
    String faultIn(HttpAnswer answer);
}
