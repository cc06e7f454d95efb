package io.quittance.persistence.sqlite;

import org.jspecify.annotations.Nullable;

/** The store did not do what it was told. What was being written may or may not be there. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
