package io.quittance.persistence.serialization;

import akka.serialization.SerializerWithStringManifest;
import io.quittance.engine.journal.Recorded;

/**
 * Lets Akka store {@link Recorded} as its {@link RecordedFrame}, under the event's own name. Made by Akka by
 * reflection.
 */
public final class RecordedSerializer extends SerializerWithStringManifest {

    /** The id in the rows' {@code event_ser_id}; never reused. */
    public static final int IDENTIFIER = 517_001;

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object recorded) {
        return ((Recorded) recorded).manifest();
    }

    @Override
    public byte[] toBinary(Object recorded) {
        return RecordedFrame.write((Recorded) recorded);
    }

    @Override
    public Object fromBinary(byte[] row, String manifest) {
        return RecordedFrame.read(manifest, row);
    }
}
