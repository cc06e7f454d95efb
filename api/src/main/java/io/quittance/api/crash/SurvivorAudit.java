package io.quittance.api.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.engine.audit.JournalCheck;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.audit.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares what the shops were told, what the journal holds and what the acquirer's ledger holds. Reads the ledger and
 * the journal's JSON by itself and shares no rule with the engine.
 */
final class SurvivorAudit {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Long> chargesByReference = new HashMap<>();
    private final Map<String, Long> chargesByIntent = new HashMap<>();
    private final Map<String, Long> amountByIntent = new HashMap<>();
    private final Map<String, Long> events = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long afterInquiry;

    SurvivorAudit(Path ledger, JournalReader journal) {
        readLedger(ledger);
        readJournal(journal);
    }

    /** Checks every promise for every payment; what does not hold, in words. */
    List<String> violations(List<Purchase> purchases) {
        chargesByReference.forEach((reference, charges) -> require(charges == 1, "charged twice under " + reference));
        Map<String, Purchase> successes = new HashMap<>();
        for (Purchase purchase : purchases) {
            String intent = purchase.intentId();
            long charges = chargesByIntent.getOrDefault(intent, 0L);
            require(purchase.answer() != null, purchase.reference() + " has no final answer");
            if (purchase.isSuccess()) {
                successes.put(intent, purchase);
                require(charges == 1, intent + " was told paid, and the ledger has " + charges + " charges");
                require(
                        amountByIntent.getOrDefault(intent, 0L) == purchase.amountMinor(),
                        intent + " was charged another amount");
            } else {
                require(charges == 0, intent + " was told not paid, and the ledger has a charge");
            }
        }
        chargesByIntent
                .keySet()
                .forEach(intent -> require(
                        successes.containsKey(intent), intent + " is charged in the ledger, and no shop was told so"));
        long approved = count("intent.attempt_approved.v1");
        require(
                approved == successes.size(),
                "the journal has " + approved + " approvals for " + successes.size() + " successes");
        return violations;
    }

    /** How many events of this name the journal holds. */
    long count(String name) {
        return events.getOrDefault(name, 0L);
    }

    /** How many outcomes were found out by asking the acquirer. */
    long afterInquiry() {
        return afterInquiry;
    }

    /** How much the ledger holds. */
    long charges() {
        return chargesByReference.values().stream().mapToLong(Long::longValue).sum();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }

    private void readJournal(JournalReader journal) {
        JournalCheck chains = new JournalCheck();
        journal.forEach(0, entry -> {
            chains.accept(entry);
            events.merge(entry.manifest(), 1L, Long::sum);
            afterInquiry += isAfterInquiry(entry) ? 1 : 0;
        });
        violations.addAll(chains.findings());
        journal.streamsWithOpenAttempt().forEach(stream -> violations.add(stream + " still has an open attempt"));
    }

    private static boolean isAfterInquiry(JournalEntry entry) {
        return new String(entry.payload(), StandardCharsets.UTF_8).contains("\"after_inquiry\":true");
    }

    private void readLedger(Path ledger) {
        try (Stream<String> lines = Files.lines(ledger)) {
            lines.map(SurvivorAudit::parse)
                    .filter(line -> line.path("decision").asText().equals("approved"))
                    .forEach(this::charge);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the ledger", e);
        }
    }

    private void charge(JsonNode line) {
        String reference = line.path("reference").asText();
        String intent = reference.substring(0, reference.lastIndexOf('-'));
        chargesByReference.merge(reference, 1L, Long::sum);
        chargesByIntent.merge(intent, 1L, Long::sum);
        amountByIntent.merge(intent, line.path("amount").asLong(), Long::sum);
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("a line of the ledger is no JSON: " + line, e);
        }
    }
}
