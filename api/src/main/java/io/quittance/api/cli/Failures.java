package io.quittance.api.cli;

import java.net.ConnectException;

/** Failures of a command in words, and their exit codes. */
final class Failures {

    /** Something failed. */
    static final int FAILED = 1;

    /** The command was called wrongly. */
    static final int USAGE = 2;

    /** A verification found differences. */
    static final int DIFFERENCES = 3;

    /** The other side cannot be reached. */
    static final int CANNOT_CONNECT = 4;

    private Failures() {}

    static String inWords(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    static int exitCode(Throwable failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof ConnectException) {
                return CANNOT_CONNECT;
            }
            cause = cause.getCause();
        }
        return FAILED;
    }
}
