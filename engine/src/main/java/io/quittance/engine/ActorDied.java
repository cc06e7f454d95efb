package io.quittance.engine;

/** An actor died before it answered. */
final class ActorDied extends RuntimeException {

    private static final long serialVersionUID = 1;

    ActorDied(String name) {
        super(name + " died before it answered");
    }
}
