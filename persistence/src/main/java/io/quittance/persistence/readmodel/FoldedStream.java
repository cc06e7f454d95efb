package io.quittance.persistence.readmodel;

import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.intent.ImpossibleEvent;
import io.quittance.engine.intent.IntentEvent;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.IntentState;
import io.quittance.engine.intent.Notification;
import io.quittance.engine.intent.Outbox;
import io.quittance.engine.journal.ChainBroken;
import io.quittance.engine.journal.EventCodec;
import io.quittance.engine.journal.HashChain;
import io.quittance.engine.journal.UnreadableEvent;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.reading.RecordedNews;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One intent's stream, folded by the actor's own function under the same check of its hash chain. An entry that does
 * not follow ends the folding of this stream: what came before it stays told, what comes after is not believed.
 */
final class FoldedStream {

    private static final Logger LOG = LoggerFactory.getLogger(FoldedStream.class);

    private static final Outbox NOTHING = new Outbox(List.of());

    private final String stream;
    private final EventCodec codec;
    private final HashChain chain;
    private IntentState state = new IntentState.Absent();
    private @Nullable IntentEvent last;
    private boolean isDamaged;

    FoldedStream(String stream, EventCodec codec) {
        this.stream = stream;
        this.codec = codec;
        this.chain = HashChain.of(stream);
    }

    /** Takes in the stream's next entry; tells what merchants hear of it, if anything. */
    Optional<RecordedNews> accept(JournalEntry entry) {
        if (isDamaged) {
            return Optional.empty();
        }
        try {
            chain.verify(entry.manifest(), entry.payload(), entry.hash());
            IntentEvent event = (IntentEvent) codec.decode(entry.manifest(), entry.payload());
            IntentState.Known after = (IntentState.Known) state.apply(event);
            boolean isHeard = after.outbox().sequence() > outbox().sequence();
            state = after;
            last = event;
            return isHeard ? Optional.of(news(entry, newest(after))) : Optional.empty();
        } catch (ChainBroken | UnreadableEvent | ImpossibleEvent e) {
            isDamaged = true;
            LOG.error("{} is told as it was before event {}", stream, entry.sequence(), e);
            return Optional.empty();
        }
    }

    /** How many entries were taken in. */
    long length() {
        return chain.length();
    }

    /** The intent as it stands; null when nothing could be folded. */
    @Nullable
    IntentSnapshot snapshot() {
        return state instanceof IntentState.Known known ? known.snapshot() : null;
    }

    /** What is and was owed of it. */
    Outbox outbox() {
        return state instanceof IntentState.Known known ? known.outbox() : NOTHING;
    }

    /** The last event that was taken in; null when there was none. */
    @Nullable
    IntentEvent last() {
        return last;
    }

    private static Notification newest(IntentState.Known state) {
        return state.outbox().find(state.outbox().sequence()).orElseThrow();
    }

    private static RecordedNews news(JournalEntry entry, Notification told) {
        return new RecordedNews(new FeedPosition(entry.position()), told);
    }
}
