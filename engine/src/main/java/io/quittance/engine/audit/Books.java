package io.quittance.engine.audit;

import io.quittance.engine.intent.IntentEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The money of a whole journal in double entry, by currency. Not thread-safe. */
public final class Books {

    private final Map<String, IntentBook> intents = new HashMap<>();

    /** Enters the next event of a stream. */
    public void accept(String stream, IntentEvent event) {
        intents.computeIfAbsent(stream, IntentBook::new).accept(event);
    }

    /** The balances of all intents together, by currency; over all accounts each sums to zero. */
    public Map<String, Map<Account, Long>> balances() {
        Map<String, Map<Account, Long>> sums = new TreeMap<>();
        intents.values().forEach(book -> {
            Map<Account, Long> sum = sums.computeIfAbsent(book.currency(), code -> new EnumMap<>(Account.class));
            for (Account account : Account.values()) {
                sum.merge(account, book.balance(account), Long::sum);
            }
        });
        return sums;
    }

    /** What does not add up, in words; empty when all does. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        intents.values().forEach(book -> findings.addAll(book.findings()));
        return findings;
    }
}
