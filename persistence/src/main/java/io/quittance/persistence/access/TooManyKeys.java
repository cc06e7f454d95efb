package io.quittance.persistence.access;

/** A further key was refused, because as many as may be are active already. Nothing was stored. */
public final class TooManyKeys extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyKeys(String message) {
        super(message);
    }
}
