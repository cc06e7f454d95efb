package io.quittance.engine.intent;

/** An event that cannot follow the state before it: the stream was not written by these rules. */
public final class ImpossibleEvent extends IllegalStateException {

    private static final long serialVersionUID = 1;

    ImpossibleEvent(String what) {
        super(what);
    }

    ImpossibleEvent(String stage, IntentEvent event) {
        super(event.getClass().getSimpleName() + " cannot follow in an intent that is " + stage);
    }
}
