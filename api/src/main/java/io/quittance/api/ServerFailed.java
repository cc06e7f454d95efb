package io.quittance.api;

/** The server could not start or stop. */
public final class ServerFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ServerFailed(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
