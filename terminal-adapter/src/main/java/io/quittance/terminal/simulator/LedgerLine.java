package io.quittance.terminal.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.terminal.simulator.LedgerEntry.Changed;
import io.quittance.terminal.simulator.LedgerEntry.Item;
import io.quittance.terminal.simulator.LedgerEntry.Made;
import io.quittance.terminal.simulator.LedgerEntry.Settled;
import io.quittance.terminal.simulator.LedgerEntry.Settlement;
import io.quittance.terminal.simulator.TerminalTransaction.Card;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of an entry in the ledger's file: one JSON object on one line. {@code taken} is by how much the line changed
 * what the payer paid, so the sum over a reference is what he paid in the end, and the lines above zero are how often.
 */
final class LedgerLine {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String MADE = "transaction";
    private static final String CHANGED = "change";
    private static final String SETTLED = "settlement";

    private LedgerLine() {}

    /**
     * One line with its end.
     *
     * @param taken by how much it changes what the payer paid
     */
    static byte[] write(LedgerEntry entry, long taken) throws IOException {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        if (entry instanceof Made made) {
            write(line.put("kind", MADE), made.transaction(), taken);
        } else if (entry instanceof Changed changed) {
            write(line.put("kind", CHANGED), changed.transaction(), taken);
        } else {
            write(line.put("kind", SETTLED), ((Settled) entry).settlement());
        }
        byte[] json = MAPPER.writeValueAsBytes(line);
        byte[] whole = Arrays.copyOf(json, json.length + 1);
        whole[json.length] = '\n';
        return whole;
    }

    private static void write(ObjectNode line, TerminalTransaction it, long taken) {
        line.put("when", it.at().toString())
                .put("referenceId", it.referenceId())
                .put("transactionId", it.transactionId())
                .put("type", it.type())
                .put("amount", it.amount())
                .put("tipAmount", it.tipAmount())
                .put("totalAmount", it.totalAmount())
                .put("currency", it.currency())
                .put("creditTerms", it.creditTerms())
                .put("status", it.status())
                .put("result", it.result())
                .put("taken", taken)
                .put("systemTraceNumber", it.systemTraceNumber());
        if (it.hostErrorCode() != null) {
            line.put("hostErrorCode", it.hostErrorCode());
        }
        if (it.hostErrorMessage() != null) {
            line.put("hostErrorMessage", it.hostErrorMessage());
        }
        if (it.authorizationNumber() != null) {
            line.put("authorizationNumber", it.authorizationNumber());
        }
        Card card = it.card();
        if (card != null) {
            line.putObject("card")
                    .put("name", card.name())
                    .put("maskedPan", card.maskedPan())
                    .put("entryMode", card.entryMode());
        }
    }

    private static void write(ObjectNode line, Settlement it) {
        line.put("when", it.at().toString())
                .put("settlementId", it.settlementId())
                .put("batchNo", it.batchNo())
                .put("total", it.total());
        ArrayNode items = line.putArray("transactions");
        it.transactions().forEach(each -> items.addObject()
                .put("referenceId", each.referenceId())
                .put("transactionId", each.transactionId()));
    }

    /** Reads one line back; throws {@link IOException} when it is not what {@link #write} writes. */
    static LedgerEntry read(byte[] bytes) throws IOException {
        JsonNode line = MAPPER.readTree(bytes);
        try {
            return switch (line.path("kind").asText()) {
                case MADE -> new Made(transaction(line));
                case CHANGED -> new Changed(transaction(line));
                case SETTLED -> new Settled(settlement(line));
                default -> throw new IOException("a line of an unknown kind");
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static TerminalTransaction transaction(JsonNode line) {
        return new TerminalTransaction(
                Instant.parse(text(line, "when")),
                text(line, "referenceId"),
                text(line, "transactionId"),
                text(line, "type"),
                whole(line, "amount"),
                whole(line, "tipAmount"),
                whole(line, "totalAmount"),
                (int) whole(line, "currency"),
                text(line, "creditTerms"),
                text(line, "status"),
                text(line, "result"),
                line.has("hostErrorCode") ? (Integer) (int) whole(line, "hostErrorCode") : null,
                line.path("hostErrorMessage").textValue(),
                card(line.get("card")),
                text(line, "systemTraceNumber"),
                line.path("authorizationNumber").textValue());
    }

    private static @Nullable Card card(@Nullable JsonNode card) {
        return card == null ? null : new Card(text(card, "name"), text(card, "maskedPan"), text(card, "entryMode"));
    }

    private static Settlement settlement(JsonNode line) {
        List<Item> items = new ArrayList<>();
        line.path("transactions")
                .forEach(each -> items.add(new Item(text(each, "referenceId"), text(each, "transactionId"))));
        return new Settlement(
                Instant.parse(text(line, "when")),
                text(line, "settlementId"),
                text(line, "batchNo"),
                whole(line, "total"),
                items);
    }

    private static String text(JsonNode from, String name) {
        String text = from.path(name).textValue();
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    private static long whole(JsonNode from, String name) {
        JsonNode value = from.path(name);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value.longValue();
    }
}
