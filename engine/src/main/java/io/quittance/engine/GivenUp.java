package io.quittance.engine;

/** A request was given up before any effect: asking again is safe. */
final class GivenUp extends RuntimeException {

    private static final long serialVersionUID = 1;

    GivenUp(Throwable cause) {
        super("given up before any effect", cause);
    }
}
