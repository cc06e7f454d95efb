package io.quittance.engine.journal;

/** A stored event is not the one that was written there. The stream is not used until a person has looked. */
public final class ChainBroken extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ChainBroken(String stream, long sequence) {
        super("the hash chain of " + stream + " breaks at event " + sequence
                + ": the journal was changed outside Quittance. Nothing was charged or answered from it; restore the"
                + " journal from a copy, or export the stream for the auditors.");
    }
}
