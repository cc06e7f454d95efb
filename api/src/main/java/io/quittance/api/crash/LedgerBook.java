package io.quittance.api.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The books of whoever moved the money, read line by line from their files.
 *
 * @param effects approvals with an effect, by the reference under which they were ordered
 * @param taken what was taken in the end, in minor units, by intent
 * @param approvedCharges approved authorisations, by intent
 */
record LedgerBook(Map<String, Long> effects, Map<String, Long> taken, Map<String, Long> approvedCharges) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The ledger of an acquirer. */
    static LedgerBook ofAcquirer(Path file) {
        LedgerBook book = new LedgerBook(new HashMap<>(), new HashMap<>(), new HashMap<>());
        forEachLine(file, book::enter);
        return book;
    }

    /** The ledgers of terminals, as one. */
    static LedgerBook ofTerminals(List<Path> files) {
        LedgerBook book = new LedgerBook(new HashMap<>(), new HashMap<>(), new HashMap<>());
        files.forEach(file -> forEachLine(file, book::enterTransaction));
        return book;
    }

    private static void forEachLine(Path file, Consumer<JsonNode> entry) {
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> entry.accept(parse(line)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the ledger", e);
        }
    }

    /** A line of a terminal says by how much it changed what the payer paid; a void changes the line of its sale. */
    private void enterTransaction(JsonNode line) {
        long change = line.path("taken").asLong();
        if (change == 0) {
            return;
        }
        String reference = line.path("referenceId").asText();
        String intent = reference.substring(0, reference.indexOf('-'));
        boolean isVoid = line.path("kind").asText().equals("change");
        effects.merge(isVoid ? reference + ", voided" : reference, 1L, Long::sum);
        taken.merge(intent, change, Long::sum);
        if (change > 0) {
            approvedCharges.merge(intent, 1L, Long::sum);
        }
    }

    private void enter(JsonNode line) {
        boolean moves = line.path("held").asLong() != 0 || line.path("taken").asLong() != 0;
        if (!line.path("decision").asText().equals("approved") || !moves) {
            return;
        }
        String original = line.path("original").asText();
        String intent = original.substring(0, original.indexOf('-'));
        effects.merge(line.path("reference").asText(), 1L, Long::sum);
        taken.merge(intent, line.path("taken").asLong(), Long::sum);
        if (line.path("kind").asText().equals("authorization")) {
            approvedCharges.merge(intent, 1L, Long::sum);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("a line of the ledger is no JSON: " + line, e);
        }
    }
}
