package io.quittance.persistence.cards;

import io.quittance.engine.Limits;
import io.quittance.engine.id.CardId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Cards' security codes, in memory alone, each for {@link Limits#SECURITY_CODE_KEPT}; they are written nowhere (PCI DSS
 * 3.3.1). At most {@link Limits#SECURITY_CODES_MAX}: then the oldest goes. Safe for any thread.
 */
public final class SecurityCodes {

    private final Map<CardId, Kept> codes = new LinkedHashMap<>();

    private record Kept(String code, Instant until) {

        /** Redacted. */
        @Override
        public String toString() {
            return "Kept[until " + until + "]";
        }
    }

    /** Keeps a code from now on. */
    public synchronized void keep(CardId card, String code, Instant now) {
        forgetOld(now);
        if (codes.size() >= Limits.SECURITY_CODES_MAX) {
            codes.remove(codes.keySet().iterator().next());
        }
        codes.put(card, new Kept(code, now.plus(Limits.SECURITY_CODE_KEPT)));
    }

    /** The code of a card; empty when there was none, or when its time is over. */
    public synchronized Optional<String> find(CardId card, Instant now) {
        forgetOld(now);
        return Optional.ofNullable(codes.get(card)).map(Kept::code);
    }

    /** Forgets a card's code. */
    public synchronized void forget(CardId card) {
        codes.remove(card);
    }

    /** Forgets those whose time is over. They stand in the order of their ends, as all live equally long. */
    public synchronized void forgetOld(Instant now) {
        codes.values().removeIf(kept -> !now.isBefore(kept.until));
    }
}
