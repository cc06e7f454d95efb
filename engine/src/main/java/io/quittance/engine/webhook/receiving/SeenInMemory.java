package io.quittance.engine.webhook.receiving;

import io.quittance.engine.Limits;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Remembers the webhooks that were processed last, in this process only: a restart forgets them. What is under way is
 * never forgotten for room; with too much of it, a further webhook is left for its next try. Safe for any thread.
 */
public final class SeenInMemory implements SeenWebhooks {

    private final int room;
    /** Until when each is claimed. */
    private final Map<String, Instant> underWay = new HashMap<>();
    /** Oldest first. */
    private final Set<String> done = new LinkedHashSet<>();

    /** With the usual room. */
    public SeenInMemory() {
        this(Limits.WEBHOOKS_SEEN_MAX);
    }

    /** @param room how many are remembered, and how many may be under way, at least 1 */
    public SeenInMemory(int room) {
        if (room < 1) {
            throw new IllegalArgumentException("room for one at least");
        }
        this.room = room;
    }

    @Override
    public synchronized Claim claim(String id, Instant now, Instant until) {
        if (done.contains(id)) {
            return Claim.DONE;
        }
        Instant claimed = underWay.get(id);
        if (claimed != null && now.isBefore(claimed)) {
            return Claim.UNDER_WAY;
        }
        if (claimed == null && underWay.size() >= room) {
            underWay.values().removeIf(end -> !now.isBefore(end));
            if (underWay.size() >= room) {
                return Claim.UNDER_WAY;
            }
        }
        underWay.put(id, until);
        return Claim.YOURS;
    }

    @Override
    public synchronized void done(String id) {
        underWay.remove(id);
        done.add(id);
        if (done.size() > room) {
            Iterator<String> oldest = done.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public synchronized void giveBack(String id, Instant until) {
        underWay.remove(id, until);
    }
}
