package io.quittance.api.acquirer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a ledger holds, counted.
 *
 * @param approvedAmounts minor units taken, by currency
 * @param receivedMoreThanOnce references under which more than one order came, sorted
 * @param chargedMoreThanOnce references under which money was taken more than once, sorted: each is a double charge
 */
public record LedgerSummary(
        long entries,
        long approved,
        long declined,
        long notProcessed,
        Map<String, Long> approvedAmounts,
        List<String> receivedMoreThanOnce,
        List<String> chargedMoreThanOnce) {

    public LedgerSummary {
        approvedAmounts = Map.copyOf(approvedAmounts);
        receivedMoreThanOnce = List.copyOf(receivedMoreThanOnce);
        chargedMoreThanOnce = List.copyOf(chargedMoreThanOnce);
    }

    static LedgerSummary of(Collection<List<LedgerEntry>> byReference) {
        Tally tally = new Tally();
        byReference.forEach(tally::add);
        return tally.summary();
    }

    private static final class Tally {
        private final Map<String, Long> counts = new TreeMap<>();
        private final Map<String, Long> amounts = new TreeMap<>();
        private final List<String> received = new ArrayList<>();
        private final List<String> charged = new ArrayList<>();

        void add(List<LedgerEntry> sameReference) {
            String reference = sameReference.get(0).reference();
            if (sameReference.size() > 1) {
                received.add(reference);
            }
            if (sameReference.stream().filter(LedgerEntry::isCharge).count() > 1) {
                charged.add(reference);
            }
            sameReference.forEach(this::count);
        }

        private void count(LedgerEntry entry) {
            counts.merge(entry.verdict().decision(), 1L, Long::sum);
            if (entry.isCharge()) {
                amounts.merge(entry.amount().currency().code(), entry.amount().minorUnits(), Math::addExact);
            }
        }

        LedgerSummary summary() {
            received.sort(null);
            charged.sort(null);
            return new LedgerSummary(
                    counts.values().stream().mapToLong(Long::longValue).sum(),
                    counts.getOrDefault(Verdict.Approved.DECISION, 0L),
                    counts.getOrDefault(Verdict.Declined.DECISION, 0L),
                    counts.getOrDefault(Verdict.NotProcessed.DECISION, 0L),
                    amounts,
                    received,
                    charged);
        }
    }
}
