package io.quittance.engine.journal;

/**
 * Turns events into bytes and back. The names and the bytes belong to the auditors: a name is never reused for another
 * shape, and what was written once is readable for ever. Pure; safe for any thread.
 */
public interface EventCodec {

    /** The name and version under which this event is stored. */
    String manifest(Object event);

    /** The event's bytes. */
    byte[] encode(Object event);

    /** Reads an event back; throws {@link UnreadableEvent} for a name or bytes that it does not know. */
    Object decode(String manifest, byte[] payload);
}
