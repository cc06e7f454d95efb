package io.quittance.engine.reading;

/** A reader of the feed names an event that this journal does not have: it was restored from an older copy. */
public final class BeyondJournal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient FeedPosition position;
    private final transient FeedPosition end;

    /**
     * An event that was named.
     *
     * @param end where the journal ends
     */
    public BeyondJournal(FeedPosition position, FeedPosition end) {
        super(position.text() + " is beyond " + end.text());
        this.position = position;
        this.end = end;
    }

    /** The event that was named. */
    public FeedPosition position() {
        return position;
    }

    /** What it means, and what to do. */
    public String words() {
        return "The journal ends at " + end.text()
                + ". If it was restored from a backup, read the feed again from where"
                + " the backup was taken: later ids have other events now.";
    }
}
