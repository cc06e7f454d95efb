package io.quittance.terminal.simulator.wire;

/** What the ports hand over to: the device itself. Safe for any thread; never blocks. */
public interface Desk {

    /** Whether it takes connections at all, or is starting anew. */
    boolean isUp();

    /** The key that clients have to know; empty before a pairing, when nobody does. */
    String key();

    /**
     * A message came.
     *
     * @param isKnown whether it came under the key; otherwise only a pairing is listened to
     */
    void take(Line line, byte[] message, boolean isKnown);

    /** The client is there, on this line, under its key: what it missed can be told. */
    void back(Line line);

    /** The client is not on this line any more. */
    void gone(Line line);

    /** An answer that was to be kept did not reach its client. */
    void undelivered(byte[] message);
}
