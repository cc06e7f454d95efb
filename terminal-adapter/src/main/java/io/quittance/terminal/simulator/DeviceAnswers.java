package io.quittance.terminal.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.protocol.TerminalError;
import io.quittance.terminal.simulator.LedgerEntry.Settlement;
import java.util.List;
import java.util.Optional;

/** What the device answers, as JSON: a request that was carried out, or why it was not. Pure. */
final class DeviceAnswers {

    private final SimulatorSettings settings;
    private final TransactionJson transactions;

    DeviceAnswers(SimulatorSettings settings) {
        this.settings = settings;
        this.transactions = new TransactionJson(settings.terminalId());
    }

    static JsonRpcMessage refused(JsonRpcId id, Refusal refusal) {
        return new JsonRpcMessage.Error(
                id,
                refusal.error().code(),
                refusal.words(),
                refusal.reason() == null ? null : TextNode.valueOf(refusal.reason()));
    }

    JsonRpcMessage ok(JsonRpcId id) {
        return new JsonRpcMessage.Result(id, object().put("result", "OK"));
    }

    JsonRpcMessage paired(JsonRpcId id, String key) {
        return new JsonRpcMessage.Result(id, object().put("apiKey", key));
    }

    /** A transaction came to its end. */
    JsonRpcMessage ended(JsonRpcId id, TerminalTransaction transaction) {
        return new JsonRpcMessage.Result(
                id,
                object().put("result", transaction.result())
                        .put("commandStatus", "COMPLETED")
                        .set("transaction", transactions.of(transaction)));
    }

    /** A transaction that waits for its caller's word. */
    JsonRpcMessage waiting(JsonRpcId id, Dialogue dialogue) {
        return new JsonRpcMessage.Result(
                id,
                object().put("result", "OK")
                        .put("commandStatus", dialogue.stage().name())
                        .set("transaction", transactions.ofDialogue(dialogue)));
    }

    JsonRpcMessage.Notification event(PaymentOrder order, String event) {
        return new JsonRpcMessage.Notification(
                "transactionEvent",
                object().put("referenceId", order.referenceId()).put("type", event));
    }

    JsonRpcMessage settled(JsonRpcId id, Settlement settlement) {
        return new JsonRpcMessage.Result(
                id,
                object().put("result", "OK")
                        .put("commandStatus", "COMPLETED")
                        .set("settlement", transactions.of(settlement)));
    }

    /** The answer to a question; nothing changes. */
    JsonRpcMessage told(Moment at, JsonRpcId id, Command question) throws Refusal {
        if (question instanceof Command.Find find) {
            TerminalTransaction found = find(at.ledger(), find)
                    .orElseThrow(() -> Refusal.of(TerminalError.TRANSACTION_NOT_FOUND, "there is no such transaction"));
            return new JsonRpcMessage.Result(
                    id, object().put("transactionResult", found.result()).set("transaction", transactions.of(found)));
        } else if (question instanceof Command.FindSettlement find) {
            Settlement found = find(at.ledger().settlements(), find)
                    .orElseThrow(() -> Refusal.of(TerminalError.HOST_DISABLED, "there is no such settlement"));
            return new JsonRpcMessage.Result(id, object().set("settlement", transactions.of(found)));
        } else if (question instanceof Command.QuerySettlements query) {
            return new JsonRpcMessage.Result(id, settlements(at.ledger().settlements(), query.limit()));
        }
        return new JsonRpcMessage.Result(id, state(at, question));
    }

    private static Optional<TerminalTransaction> find(LedgerView ledger, Command.Find find) {
        return switch (find.by()) {
            case REF_ID -> ledger.byReference(find.value());
            case TRANS_ID -> ledger.byTransactionId(find.value());
            case LAST_TRANS -> last(ledger.transactions());
        };
    }

    private static Optional<Settlement> find(List<Settlement> all, Command.FindSettlement find) {
        return switch (find.by()) {
            case SETTLEMENT_ID ->
                all.stream()
                        .filter(each -> each.settlementId().equals(find.value()))
                        .findFirst();
            case BATCH_NO ->
                all.stream().filter(each -> each.batchNo().equals(find.value())).findFirst();
            case LAST_SETTLEMENT -> last(all);
        };
    }

    private static <T> Optional<T> last(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The newest, newest first. */
    private ObjectNode settlements(List<Settlement> all, int limit) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int i = all.size() - 1; i >= 0 && list.size() < limit; i--) {
            list.add(transactions.of(all.get(i)).without("settledTransactions"));
        }
        return object().set("settlements", list);
    }

    private ObjectNode state(Moment at, Command question) {
        ObjectNode told = object();
        if (question == Command.Plain.GET_TERMINAL_STATUS) {
            told.put("terminalId", settings.terminalId()).put("terminalStatus", "READY");
            last(at.ledger().settlements())
                    .ifPresent(newest ->
                            told.set("lastSettlement", transactions.of(newest).without("settledTransactions")));
            return told;
        } else if (question == Command.Plain.GET_BATCH_FILE_STATUS) {
            return transactions.batch(at.ledger());
        } else if (question == Command.Plain.GET_DEVICE_INFO) {
            return told.put("serialNumber", settings.serialNumber())
                    .put("manufacturer", "Quittance")
                    .put("model", "Simulator")
                    .put("appVersion", TransactionJson.APP_VERSION);
        }
        return told.put("deviceStatus", at.state().phase().name())
                .put("cancelable", at.state().isCancelable());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
