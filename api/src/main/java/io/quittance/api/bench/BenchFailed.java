package io.quittance.api.bench;

/** The run cannot go on: the target answers, but not as a run needs it. The message says what it answered. */
public final class BenchFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BenchFailed(String message) {
        super(message);
    }

    BenchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
