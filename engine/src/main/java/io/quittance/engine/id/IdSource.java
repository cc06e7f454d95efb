package io.quittance.engine.id;

/** Where random names come from. Injected, so that a simulation with one seed makes the same names each time. */
@FunctionalInterface
public interface IdSource {

    /** {@code count} unpredictable bytes. Safe for any thread. */
    byte[] bytes(int count);
}
