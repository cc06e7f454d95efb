package io.quittance.terminal.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.terminal.simulator.LedgerEntry.Settlement;
import io.quittance.terminal.simulator.TerminalTransaction.Card;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Transactions and settlements as the protocol shows them (source-systems 5.4, with the vendor's examples). Pure. */
final class TransactionJson {

    static final String APP_VERSION = "1.4.0";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);
    private static final String ITEM_TYPE = "R";

    private final String terminalId;

    TransactionJson(String terminalId) {
        this.terminalId = terminalId;
    }

    ObjectNode of(TerminalTransaction it) {
        ObjectNode json = object().put("transactionStatus", it.status());
        if (it.hostErrorCode() != null) {
            json.put("hostErrorCode", it.hostErrorCode()).put("hostErrorMessage", it.hostErrorMessage());
        }
        json.put("transactionTime", time(it.at()))
                .put("referenceId", it.referenceId())
                .put("terminalId", terminalId)
                .put("appVersion", APP_VERSION)
                .put("transactionType", it.type())
                .put("amount", it.amount())
                .put("totalAmount", it.totalAmount())
                .put("tipAmount", it.tipAmount())
                .put("currency", it.currency())
                .put("transactionId", it.transactionId());
        if (!it.transactionId().isEmpty()) {
            host(json, it);
        }
        return json.put("terminalNo", it.transactionId().isEmpty() ? 0 : 1)
                .put("cvvResponse", "NO_CVV")
                .put("cardHolderIdResponse", "NO_CARDHOLDER_ID");
    }

    /** What there is of a transaction whose host was asked. */
    private static void host(ObjectNode json, TerminalTransaction it) {
        json.put("systemTraceNumber", it.systemTraceNumber());
        card(json, it.card());
        json.put("creditTerms", it.creditTerms());
        if (it.authorizationNumber() != null) {
            json.put("authorizationNumber", it.authorizationNumber());
            json.set("cardHolderReceipt", receipt(it));
            json.set("merchantReceipt", receipt(it));
        }
    }

    private static void card(ObjectNode json, @Nullable Card card) {
        if (card != null) {
            json.put("cardName", card.name())
                    .put("maskedPan", card.maskedPan())
                    .put("panSuffix", card.suffix())
                    .put("panEntryMode", card.entryMode());
        }
    }

    private static ObjectNode receipt(TerminalTransaction it) {
        ObjectNode receipt = object().put("language", "he").put("collectSignature", false);
        ArrayNode fields = receipt.putArray("fields");
        field(fields, "amount", "סכום", String.valueOf(it.totalAmount()));
        field(fields, "transactionId", "מספר עסקה", it.transactionId());
        return receipt;
    }

    private static void field(ArrayNode fields, String id, String key, String value) {
        fields.addObject().put("id", id).put("key", key).put("value", value);
    }

    /** What there is before the end: no status, since none is certain. */
    ObjectNode ofDialogue(Dialogue dialogue) {
        PaymentOrder order = dialogue.order();
        ObjectNode json = object().put("referenceId", order.referenceId())
                .put("terminalId", terminalId)
                .put("appVersion", APP_VERSION)
                .put("transactionType", order.type().name())
                .put("amount", order.amount())
                .put("totalAmount", order.total())
                .put("tipAmount", order.tipAmount())
                .put("currency", order.currency());
        card(json, dialogue.entryMode() == null ? null : CardScript.card(dialogue.entryMode()));
        return json;
    }

    ObjectNode of(Settlement settlement) {
        ObjectNode json = object().put("settlementId", settlement.settlementId())
                .put("batchNo", settlement.batchNo())
                .put("settlementTime", time(settlement.at()))
                .put("totalAmount", settlement.total())
                .put("transactionCount", settlement.transactions().size());
        ArrayNode items = json.putArray("settledTransactions");
        settlement.transactions().forEach(each -> items.addObject()
                .put("type", ITEM_TYPE)
                .put("referenceId", each.referenceId())
                .put("transactionId", each.transactionId()));
        return json;
    }

    /** What the next settlement will take. */
    ObjectNode batch(LedgerView ledger) {
        ObjectNode json =
                object().put("batchNo", String.valueOf(ledger.settlements().size() + 1));
        ArrayNode items = json.putArray("transactions");
        ledger.transactions().stream()
                .filter(each -> each.status().equals(TerminalTransaction.CAPTURED))
                .forEach(each -> items.addObject()
                        .put("type", ITEM_TYPE)
                        .put("referenceId", each.referenceId())
                        .put("transactionId", each.transactionId()));
        return json;
    }

    private static String time(Instant at) {
        return TIME.format(at.atZone(TransactionForm.ZONE));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
