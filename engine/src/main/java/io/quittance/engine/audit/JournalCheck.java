package io.quittance.engine.audit;

import io.quittance.engine.journal.ChainBroken;
import io.quittance.engine.journal.HashChain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Verifies a journal entry by entry: every stream's sequence is gapless and its hash chain holds. Trusts nothing but
 * the stored bytes. Not thread-safe; feed it in commit order.
 */
public final class JournalCheck {

    private final Map<String, HashChain> chains = new HashMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    private long entries;

    /** Checks the next entry. */
    public void accept(JournalEntry entry) {
        entries++;
        counts.merge(entry.manifest(), 1L, Long::sum);
        HashChain chain = chains.computeIfAbsent(entry.stream(), HashChain::of);
        if (entry.sequence() != chain.length() + 1) {
            findings.add(entry.stream() + " has event " + entry.sequence() + " where " + (chain.length() + 1)
                    + " must follow: an event was removed, added or moved");
        }
        try {
            chain.verify(entry.manifest(), entry.payload(), entry.hash());
        } catch (ChainBroken e) {
            findings.add(entry.stream() + " event " + entry.sequence() + " (" + entry.manifest() + ", position "
                    + entry.position() + ") is not the one that was written");
        }
    }

    /** How many entries were checked. */
    public long entries() {
        return entries;
    }

    /** How many streams they belong to. */
    public int streams() {
        return chains.size();
    }

    /** How many entries there are of each name. */
    public Map<String, Long> counts() {
        return counts;
    }

    /** What does not verify, in words; empty when all does. */
    public List<String> findings() {
        return findings;
    }
}
