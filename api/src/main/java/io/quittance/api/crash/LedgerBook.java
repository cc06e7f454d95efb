package io.quittance.api.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The acquirer's ledger, read line by line from its file.
 *
 * @param effects approvals with an effect, by the reference under which they were ordered
 * @param taken what was taken in the end, in minor units, by intent
 * @param approvedCharges approved authorisations, by intent
 */
record LedgerBook(Map<String, Long> effects, Map<String, Long> taken, Map<String, Long> approvedCharges) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static LedgerBook read(Path file) {
        LedgerBook book = new LedgerBook(new HashMap<>(), new HashMap<>(), new HashMap<>());
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> book.enter(parse(line)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the ledger", e);
        }
        return book;
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
