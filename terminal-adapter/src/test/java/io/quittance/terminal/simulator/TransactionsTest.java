package io.quittance.terminal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the device does about transactions, over HTTP, with cards that present themselves. */
final class TransactionsTest {

    @TempDir
    private Path directory;

    private TerminalSimulator terminal;
    private Till till;

    @BeforeEach
    void start() throws Exception {
        open(Till.quick(directory));
    }

    private void open(SimulatorSettings settings) throws Exception {
        terminal = TerminalSimulator.start(settings, Clock.systemUTC());
        till = Till.http(terminal);
    }

    @AfterEach
    void stop() {
        terminal.close();
    }

    private void restart(SimulatorSettings settings) throws Exception {
        terminal.close();
        open(settings);
    }

    /** The table of what amounts mean. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "SALE 110, OK, CAPTURED, -, 1",
                "AUTH_ONLY 110, OK, AUTHORIZED, -, 0",
                "REFUND 110, OK, CAPTURED, -, 0",
                "SALE 111, CANCELED, DECLINED, -, 0",
                "SALE 112, TIMEOUT, DECLINED, -, 0",
                "SALE 113, GENERAL_ERROR, CAPTURED, -, 1",
                "SALE 117, OK, CAPTURED, -, 1",
                "SALE 118, HOST_ERROR, DECLINED, 3, 0",
                "SALE 119, OK_PLUS, EARMARKED, -, 0",
                "SALE 151, HOST_ERROR, DECLINED, 4, 0",
                "SALE 154, HOST_ERROR, DECLINED, 36, 0"
            })
    void endsAsItsAmountSays(String asked, String result, String status, Integer host, int taken) throws Exception {
        String[] words = asked.split(" ");
        JsonNode answer = till.value("startTransaction", Till.order(words[0], "r-1", Long.parseLong(words[1])));

        assertThat(answer.path("result").asText()).isEqualTo(result);
        assertThat(answer.path("commandStatus").asText()).isEqualTo("COMPLETED");
        JsonNode transaction = answer.path("transaction");
        assertThat(transaction.path("transactionStatus").asText()).isEqualTo(status);
        assertThat(
                        transaction.has("hostErrorCode")
                                ? transaction.path("hostErrorCode").intValue()
                                : null)
                .isEqualTo(host);
        assertThat(transaction.path("transactionId").asText().isEmpty())
                .isEqualTo(result.equals("CANCELED") || result.equals("TIMEOUT"));
        assertThat(terminal.timesTaken("r-1")).isEqualTo(taken);
        assertThat(till.status("r-1")).isEqualTo(status);
    }

    /** T40 and T33: the vendor's samples, field by field. */
    @Test
    void declinesWithTheFieldsOfTheVendorsSample() throws Exception {
        JsonNode transaction =
                till.sale("0d4c1252-2b15-4efe-86d0-028ea2516fc4", 151).path("transaction");

        assertThat(transaction.path("hostErrorMessage").asText()).isEqualTo("סירוב בחברת האשראי");
        assertThat(transaction.path("cardName").asText()).isEqualTo("מסטרקארד רגיל");
        assertThat(transaction.path("maskedPan").asText()).isEqualTo("510046XXXXXX7315");
        assertThat(transaction.path("panSuffix").asText()).isEqualTo("7315");
        assertThat(transaction.path("panEntryMode").asText()).isEqualTo("CONTACTLESS");
        assertThat(transaction.path("creditTerms").asText()).isEqualTo("REGULAR");
        assertThat(transaction.path("terminalNo").asInt()).isEqualTo(1);
        assertThat(transaction.path("transactionId").asText()).matches("[0-9]{12}0881818[0-9]{4}");
        assertThat(transaction.path("systemTraceNumber").asText()).matches("[0-9]{8}");
        assertThat(transaction.path("transactionTime").asText()).matches("[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}\\+0[23]:00");
    }

    /** T32: a canceled sale has exactly the vendor's fields. */
    @Test
    void cancelsWithExactlyTheFieldsOfTheVendorsSample() throws Exception {
        JsonNode transaction = till.sale("r-1", 111).path("transaction");

        assertThat(transaction.propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "transactionStatus",
                        "transactionTime",
                        "referenceId",
                        "terminalId",
                        "appVersion",
                        "transactionType",
                        "amount",
                        "totalAmount",
                        "tipAmount",
                        "currency",
                        "transactionId",
                        "terminalNo",
                        "cvvResponse",
                        "cardHolderIdResponse");
        assertThat(transaction.path("terminalNo").asInt()).isZero();
    }

    @Test
    void recordsNothingWhereTheHostIsNotReady() throws Exception {
        assertThat(till.saleCode("r-1", 191)).isEqualTo(301);
        assertThat(till.status("r-1")).isEqualTo("302");
        assertThat(terminal.ledger()).isEmpty();
    }

    /** SQ-4: for ever, also after a restart and a settlement. */
    @Test
    void refusesAReferenceThatWasUsedForEver() throws Exception {
        till.sale("r-1", 110);
        assertThat(till.saleCode("r-1", 110)).isEqualTo(303);

        till.value("settlement", "{'host':'SHVA'}");
        assertThat(till.saleCode("r-1", 110)).isEqualTo(303);

        restart(Till.quick(directory));
        assertThat(till.saleCode("r-1", 999)).isEqualTo(303);
        assertThat(till.status("r-1")).isEqualTo("SETTLED");
        assertThat(terminal.timesTaken("r-1")).isOne();
        assertThat(terminal.ledger()).singleElement().satisfies(it -> {
            assertThat(it.amount()).isEqualTo(110);
            assertThat(it.taken()).isEqualTo(110);
        });
    }

    /** SQ-13 and SQ-14. */
    @Test
    void changesOnlyWhatItsStatusAllows() throws Exception {
        till.value("startTransaction", Till.order("AUTH_ONLY", "held", 500));
        till.value("startTransaction", Till.order("AUTH_ONLY", "dropped", 500));
        till.sale("sold", 200);
        till.sale("kept", 300);

        assertThat(change("CAPTURE", "none")).isEqualTo("302");
        assertThat(change("CAPTURE", "sold")).isEqualTo("304");
        assertThat(change("CAPTURE", "held")).isEqualTo("CAPTURED");
        assertThat(change("VOID", "dropped")).isEqualTo("VOIDED");
        assertThat(change("VOID", "sold")).isEqualTo("VOIDED");
        assertThat(change("VOID", "sold")).isEqualTo("304");

        JsonNode settlement = till.value("settlement", "{'host':'SHVA'}").path("settlement");
        assertThat(settlement.path("settledTransactions").findValuesAsText("referenceId"))
                .containsExactly("held", "kept");
        assertThat(settlement.path("totalAmount").asLong()).isEqualTo(800);
        assertThat(change("VOID", "kept")).isEqualTo("304");
        assertThat(till.status("kept")).isEqualTo("SETTLED");
        assertThat(till.status("sold")).isEqualTo("VOIDED");
        assertThat(terminal.timesTaken("held")).isOne();
    }

    private String change(String type, String reference) throws Exception {
        JsonRpcMessage answer = till.ask("startTransaction", Till.change(type, reference));
        return answer instanceof JsonRpcMessage.Result result
                ? result.value().path("transaction").path("transactionStatus").asText()
                : String.valueOf(((JsonRpcMessage.Error) answer).code());
    }

    @Test
    void capturesAPartAndNotMoreThanWhatIsHeld() throws Exception {
        till.value("startTransaction", Till.order("AUTH_ONLY", "held", 500));

        assertThat(till.code("startTransaction", Till.order("CAPTURE", "held", 501)))
                .isEqualTo(101);
        JsonNode captured = till.value("startTransaction", Till.order("CAPTURE", "held", 400))
                .path("transaction");
        assertThat(captured.path("amount").asLong()).isEqualTo(500);
        assertThat(captured.path("totalAmount").asLong()).isEqualTo(400);
        assertThat(terminal.ledger().get(0).taken()).isEqualTo(400);
    }

    @Test
    void remembersItsSettlements() throws Exception {
        assertThat(till.code("getSettlement", "{'lookupMethod':'LAST_SETTLEMENT'}"))
                .isEqualTo(401);
        till.sale("r-1", 110);
        String id = till.value("settlement", "{'host':'SHVA'}")
                .path("settlement")
                .path("settlementId")
                .asText();
        till.value("settlement", "{'host':'SHVA'}");
        restart(Till.quick(directory));

        assertThat(till.value("getSettlement", "{'lookupMethod':'SETTLEMENT_ID','lookupValue':'" + id + "'}")
                        .findValuesAsText("referenceId"))
                .containsExactly("r-1");
        assertThat(till.value("getSettlement", "{'lookupMethod':'BATCH_NO','lookupValue':'2'}")
                        .path("settlement")
                        .path("settledTransactions"))
                .isEmpty();
        assertThat(till.value("querySettlements", "{'queryParams':{'limit':1}}").findValuesAsText("batchNo"))
                .containsExactly("2");
        assertThat(till.value("getTerminalStatus", "{}").path("terminalStatus").asText())
                .isEqualTo("READY");
    }

    @Test
    void findsATransactionByEveryName() throws Exception {
        String id =
                till.sale("r-1", 110).path("transaction").path("transactionId").asText();
        till.sale("r-2", 120);

        assertThat(till.value("getTransaction", "{'lookupMethod':'TRANS_ID','lookupValue':'" + id + "'}")
                        .path("transaction")
                        .path("referenceId")
                        .asText())
                .isEqualTo("r-1");
        JsonNode last = till.value("getTransaction", "{'lookupMethod':'LAST_TRANS'}");
        assertThat(last.path("transaction").path("referenceId").asText()).isEqualTo("r-2");
        assertThat(last.path("transactionResult").asText()).isEqualTo("OK");
        assertThat(till.value("getBatchFileStatus", "{}").findValuesAsText("referenceId"))
                .isEqualTo(List.of("r-1", "r-2"));
    }

    /** SQ-5: the second is refused, the first goes on. */
    @Test
    void doesOneThingAtATime() throws Exception {
        restart(Till.quick(directory).withAutomatic(false));
        CompletableFuture<JsonRpcMessage> first = till.send("startTransaction", Till.order("SALE", "r-1", 110));
        await().until(() -> terminal.look().deviceStatus().equals("TRANSACTION"));

        assertThat(till.saleCode("r-2", 110)).isEqualTo(201);
        assertThat(till.code("settlement", "{'host':'SHVA'}")).isEqualTo(201);
        assertThat(till.code("pair", "{'serialNumber':'SIM-0881818'}")).isEqualTo(201);
        assertThat(till.status("r-1")).isEqualTo("302");
        terminal.press(Button.TAP);
        assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(JsonRpcMessage.Result.class);
        assertThat(till.deviceStatus()).isEqualTo("IDLE");
        assertThat(terminal.timesTaken("r-1")).isOne();
    }
}
