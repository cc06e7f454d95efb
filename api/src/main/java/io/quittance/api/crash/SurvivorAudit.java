package io.quittance.api.crash;

import io.quittance.api.demo.Shop.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what the shops were told, what the journal holds and what the acquirer's ledger holds, invariant by
 * invariant. It shares no rule with the engine.
 */
final class SurvivorAudit {

    /** The invariants that are checked, in the words of the report. */
    static final Map<String, String> INVARIANTS = new TreeMap<>(Map.ofEntries(
            Map.entry("I01", "no double charge"),
            Map.entry("I02", "no lost success"),
            Map.entry("I03", "no phantom success"),
            Map.entry("I04", "no false failure"),
            Map.entry("I05", "nothing stuck"),
            Map.entry("I06", "same answer to the same key"),
            Map.entry("I07", "every webhook owed is taken"),
            Map.entry("I08", "served and listed as recorded"),
            Map.entry("I09", "chains and sequences"),
            Map.entry("I10", "one writer at a time"),
            Map.entry("I11", "money totals"),
            Map.entry("I12", "versions in real-time order")));

    private final LedgerBook ledger;
    private final JournalBook journal;
    private final Map<String, List<String>> violations = new TreeMap<>();

    SurvivorAudit(LedgerBook ledger, JournalBook journal) {
        this.ledger = ledger;
        this.journal = journal;
    }

    void check(List<Purchase> purchases) {
        ledger.effects().forEach((reference, n) -> require("I01", n == 1, reference + " had " + n + " effects"));
        journal.findings().forEach(finding -> violation(finding.contains(" was written by ") ? "I10" : "I09", finding));
        purchases.forEach(this::check);
        long engineNet = 0;
        for (RecordedIntent intent : journal.streams().values()) {
            engineNet += intent.net();
            require("I05", intent.open() == 0, intent.id() + " has " + intent.open() + " open orders");
            boolean isCharged = ledger.approvedCharges().getOrDefault(intent.id(), 0L) > 0;
            require("I03", isCharged || intent.taken() == 0, intent.id() + " is paid and was never charged");
        }
        long ledgerNet =
                ledger.taken().values().stream().mapToLong(Long::longValue).sum();
        require("I11", engineNet == ledgerNet, "the journal has " + engineNet + ", the ledger " + ledgerNet);
    }

    private void check(Purchase purchase) {
        String id = purchase.intentId();
        RecordedIntent recorded = journal.streams().get(id);
        long taken = ledger.taken().getOrDefault(id, 0L);
        long charges = ledger.approvedCharges().getOrDefault(id, 0L);
        Answer told = purchase.payment().answer();
        require("I05", told != null, purchase.reference() + " has no final answer");
        require("I01", charges <= 1, id + " was charged " + charges + " times");
        require("I01", taken <= purchase.amountMinor(), id + " was charged more than it owes");
        if (purchase.isSuccess()) {
            require("I02", recorded != null && recorded.status().equals("succeeded"), id + " was told paid");
            require("I02", charges == 1, id + " was told paid, and the ledger has " + charges + " charges");
        } else {
            require("I04", taken == 0, id + " was told not paid, and the ledger has " + taken);
        }
        require("I11", recorded == null || recorded.net() == taken, id + ": other amounts than in the ledger");
        KeyedCall giveBack = purchase.giveBack();
        if (giveBack != null) {
            Answer back = giveBack.answer();
            require("I05", back != null, id + " has no final answer about money given back");
            require(
                    "I02",
                    back == null || recorded != null && net(back) == recorded.net(),
                    id + " was told other amounts than are recorded");
        }
        checkOrder(purchase);
    }

    private static long net(Answer told) {
        return told.field("/amount_captured").asLong()
                - told.field("/amount_refunded").asLong();
    }

    private void checkOrder(Purchase purchase) {
        List<Purchase.Sight> sights = purchase.sights().stream()
                .sorted(Comparator.comparingLong(Purchase.Sight::askedAt))
                .toList();
        for (int i = 1; i < sights.size(); i++) {
            boolean isLater = sights.get(i).askedAt() > sights.get(i - 1).toldAt();
            require(
                    "I12",
                    !isLater || sights.get(i).version() >= sights.get(i - 1).version(),
                    purchase.intentId() + " went back in time");
        }
    }

    /** What an endpoint was sent is what the journal owes it: all of it, nothing else, in numbers without a gap. */
    void checkWebhooks(String endpoint, ReceivedBook received) {
        received.findings().forEach(finding -> violation("I07", finding));
        Set<String> owed = new HashSet<>();
        for (RecordedIntent intent : journal.streams().values()) {
            Set<Long> numbers = intent.owedTo(endpoint);
            numbers.forEach(number -> owed.add(webhook(intent, number)));
            boolean isGapless = numbers.size() == intent.notified();
            require("I07", isGapless, intent.id() + " owes " + endpoint + " " + numbers + " of " + intent.notified());
        }
        owed.stream()
                .filter(id -> !received.taken().contains(id))
                .forEach(id -> violation("I07", id + " is owed to " + endpoint + " and was never taken"));
        received.bodies().keySet().stream()
                .filter(id -> !owed.contains(id))
                .forEach(id -> violation("I07", id + " was sent to " + endpoint + " and never owed"));
    }

    private static String webhook(RecordedIntent intent, long number) {
        String time = Long.toString(intent.heardAt(number).toEpochMilli(), Character.MAX_RADIX);
        return "msg" + intent.id().substring(intent.id().indexOf('_')) + "_" + number + "_" + time;
    }

    /** What the server serves is not what the journal says. */
    void notServedAsRecorded(String difference) {
        violation("I08", difference);
    }

    /** So many repeats did not get the first answer byte for byte. */
    void notRepeatedAsTold(long differences) {
        require("I06", differences == 0, differences + " repeats got another answer than the first");
    }

    /** What the journal and the ledger hold. */
    CrashReport.Facts facts() {
        return new CrashReport.Facts(
                journal.count("intent.attempt_not_processed.v1"),
                journal.streams().values().stream()
                        .mapToLong(RecordedIntent::afterInquiry)
                        .sum(),
                ledger.approvedCharges().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                journal.counts().values().stream().mapToLong(Long::longValue).sum());
    }

    /** What does not hold, in words, by invariant. */
    Map<String, List<String>> violations() {
        return violations;
    }

    private void require(String invariant, boolean holds, String otherwise) {
        if (!holds) {
            violation(invariant, otherwise);
        }
    }

    private void violation(String invariant, String words) {
        violations.computeIfAbsent(invariant, name -> new ArrayList<>()).add(words);
    }
}
