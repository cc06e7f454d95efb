package io.quittance.engine.journal;

import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.EventSeq;

/**
 * The event adapter of one actor: on the way out it encodes the event and adds its link to the stream's hash chain, on
 * the way back it checks the link before the event reaches the state. One instance belongs to one incarnation of one
 * actor and is used by that actor only.
 */
public final class ChainedEvents<E extends JournalEvent> extends EventAdapter<E, Recorded> {

    private final HashChain chain;
    private final EventCodec codec;
    private final Class<E> type;

    public ChainedEvents(String persistenceId, EventCodec codec, Class<E> type) {
        this.chain = HashChain.of(persistenceId);
        this.codec = codec;
        this.type = type;
    }

    @Override
    public Recorded toJournal(E event) {
        String manifest = codec.manifest(event);
        byte[] payload = codec.encode(event);
        return new Recorded(manifest, payload, chain.append(manifest, payload), event.claim());
    }

    /** Empty: the name travels in {@link Recorded}, where the serializer puts it into the row's own column. */
    @Override
    public String manifest(E event) {
        return "";
    }

    @Override
    public EventSeq<E> fromJournal(Recorded stored, String manifest) {
        chain.verify(stored.manifest(), stored.payload(), stored.hash());
        return EventSeq.single(type.cast(codec.decode(stored.manifest(), stored.payload())));
    }
}
