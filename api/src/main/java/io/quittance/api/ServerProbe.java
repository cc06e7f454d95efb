package io.quittance.api;

import io.quittance.engine.Journal;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.attempt.Processor;
import java.time.InstantSource;

/**
 * Sees what passes between the parts of a server. This build has none but {@link #NONE}; the crash campaign's hooks are
 * one, in a jar of their own that is built with the tests.
 */
public interface ServerProbe {

    /** Sees nothing. */
    ServerProbe NONE = new ServerProbe() {};

    /** The journal as the engine is to see it. */
    default Journal journal(Journal journal) {
        return journal;
    }

    /** The counterparty as the engine is to see it. */
    default Processor processor(Processor processor) {
        return processor;
    }

    /** The engine's time, as it is to see it. */
    default InstantSource clock(InstantSource clock) {
        return clock;
    }

    /** The engine as the routes are to see it. */
    default PaymentEngine engine(PaymentEngine engine) {
        return engine;
    }
}
