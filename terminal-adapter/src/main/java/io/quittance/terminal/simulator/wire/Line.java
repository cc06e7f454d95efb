package io.quittance.terminal.simulator.wire;

/** One client's connection as the device sees it; over HTTP one exchange of it. Safe for any thread; never blocks. */
public interface Line {

    /**
     * Gives an answer. Where the line is over, or ends before the client has acknowledged it, a kept one goes to
     * {@link Desk#undelivered}.
     *
     * @param isKept whether it is worth that
     */
    void answer(byte[] message, boolean isKept);

    /** Tells of an event, where the transport has events. */
    void tell(byte[] message);

    /** Says in the transport's way that the client is not known, and that its request was not read. */
    void refuse();

    /** Ends it without a word. */
    void cut();

    /** From now on nothing leaves, and the connection stays open. */
    void hush();
}
