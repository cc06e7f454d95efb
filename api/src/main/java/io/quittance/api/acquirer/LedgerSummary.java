package io.quittance.api.acquirer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a ledger holds, counted. The money of one authorisation stands in its {@link LedgerAccount}.
 *
 * @param entries of every kind
 * @param approved authorisations
 * @param declined authorisations
 * @param notProcessed authorisations
 * @param operations how many of each other kind were approved
 * @param approvedAmounts minor units authorised, by currency
 * @param takenAmounts minor units captured and not given back, by currency
 * @param receivedMoreThanOnce references under which more than one order came, sorted
 * @param chargedMoreThanOnce references under which money was moved more than once, sorted: each is a double charge
 */
public record LedgerSummary(
        long entries,
        long approved,
        long declined,
        long notProcessed,
        Map<String, Long> operations,
        Map<String, Long> approvedAmounts,
        Map<String, Long> takenAmounts,
        List<String> receivedMoreThanOnce,
        List<String> chargedMoreThanOnce) {

    public LedgerSummary {
        operations = Map.copyOf(operations);
        approvedAmounts = Map.copyOf(approvedAmounts);
        takenAmounts = Map.copyOf(takenAmounts);
        receivedMoreThanOnce = List.copyOf(receivedMoreThanOnce);
        chargedMoreThanOnce = List.copyOf(chargedMoreThanOnce);
    }

    static LedgerSummary of(Collection<List<LedgerEntry>> byReference) {
        Tally tally = new Tally();
        byReference.forEach(tally::add);
        return tally.summary();
    }

    private static final class Tally {
        private long entries;
        private final Map<String, Long> counts = new TreeMap<>();
        private final Map<String, Long> operations = new TreeMap<>();
        private final Map<String, Long> approved = new TreeMap<>();
        private final Map<String, Long> taken = new TreeMap<>();
        private final List<String> received = new ArrayList<>();
        private final List<String> charged = new ArrayList<>();

        void add(List<LedgerEntry> sameReference) {
            String reference = sameReference.get(0).reference();
            if (sameReference.stream().map(LedgerEntry::kind).distinct().count() < sameReference.size()) {
                received.add(reference);
            }
            if (sameReference.stream().filter(LedgerEntry::hadEffect).count() > 1) {
                charged.add(reference);
            }
            sameReference.forEach(this::count);
        }

        private void count(LedgerEntry entry) {
            entries++;
            String currency = entry.amount().currency().code();
            if (entry.kind() == LedgerKind.AUTHORIZATION) {
                counts.merge(entry.verdict().decision(), 1L, Long::sum);
                if (entry.isApproved()) {
                    approved.merge(currency, entry.amount().minorUnits(), Math::addExact);
                }
            } else if (entry.isApproved()) {
                operations.merge(entry.kind().text(), 1L, Long::sum);
            }
            if (entry.taken() != 0) {
                taken.merge(currency, entry.taken(), Math::addExact);
            }
        }

        LedgerSummary summary() {
            received.sort(null);
            charged.sort(null);
            return new LedgerSummary(
                    entries,
                    counts.getOrDefault(Verdict.Approved.DECISION, 0L),
                    counts.getOrDefault(Verdict.Declined.DECISION, 0L),
                    counts.getOrDefault(Verdict.NotProcessed.DECISION, 0L),
                    operations,
                    approved,
                    taken,
                    received,
                    charged);
        }
    }
}
