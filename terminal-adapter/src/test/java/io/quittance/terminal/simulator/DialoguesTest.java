package io.quittance.terminal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.simulator.SimulatorSettings.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What takes more than one word: pairing, a person at the keys, a caller with second thoughts, a plug that is pulled.
 */
final class DialoguesTest {

    @TempDir
    private Path directory;

    private TerminalSimulator terminal;
    private Till till;

    private void open(SimulatorSettings settings) throws IOException {
        terminal = TerminalSimulator.start(settings, Clock.systemUTC());
        till = Till.http(terminal);
    }

    private SimulatorSettings manual() {
        return Till.quick(directory).withAutomatic(false);
    }

    @AfterEach
    void stop() {
        terminal.close();
    }

    private CompletableFuture<JsonRpcMessage> begin(String order) {
        CompletableFuture<JsonRpcMessage> answer = till.send("startTransaction", order);
        await().until(() -> terminal.look().referenceId() != null);
        return answer;
    }

    private static JsonNode value(CompletableFuture<JsonRpcMessage> answer) throws Exception {
        return ((JsonRpcMessage.Result) answer.get(10, TimeUnit.SECONDS)).value();
    }

    /** SQ-15. */
    @Test
    void pairsByTheDigitsOnItsScreenAndRemembersTheKey() throws Exception {
        open(Till.quick(directory).withApiKey(null));
        Till stranger = Till.http(terminal, null);
        assertThat(terminal.apiKey()).isEmpty();

        stranger.value("pair", "{'serialNumber':'SIM-0881818'}");
        assertThat(terminal.look().deviceStatus()).isEqualTo("PAIRING");
        String otp = terminal.look().otp();
        assertThat(otp).matches("[0-9]{6}");
        String key = stranger.value("authenticate", "{'otp':'" + otp + "'}")
                .path("apiKey")
                .asText();

        assertThat(key).matches("[0-9a-f]{8}").isEqualTo(terminal.apiKey());
        assertThat(terminal.look().otp()).isNull();
        assertThat(Till.http(terminal, key).deviceStatus()).isEqualTo("IDLE");
        terminal.close();
        open(Till.quick(directory).withApiKey(null));
        assertThat(terminal.apiKey()).isEqualTo(key);
    }

    @Test
    void givesAPairingOneTry() throws Exception {
        open(manual());
        till.value("pair", "{'serialNumber':'SIM-0881818'}");
        String otp = terminal.look().otp();
        String wrong = otp.charAt(0) == '0' ? "1" + otp.substring(1) : "0" + otp.substring(1);

        assertThat(till.code("authenticate", "{'otp':'" + wrong + "'}")).isEqualTo(103);
        assertThat(till.code("authenticate", "{'otp':'" + otp + "'}")).isEqualTo(201);
        assertThat(terminal.apiKey()).isEqualTo(Till.KEY);
    }

    @Test
    void endsAPairingThatNobodyCompletes() throws Exception {
        open(manual().withPatience(Patience.USUAL.withOtp(Duration.ofMillis(10))));
        till.value("pair", "{'serialNumber':'SIM-0881818'}");
        await().until(() -> terminal.look().deviceStatus().equals("IDLE"));
        assertThat(till.code("authenticate", "{'otp':'000000'}")).isEqualTo(201);
    }

    @Test
    void asksForAPinWhereACardWasPutIn() throws Exception {
        open(manual());
        CompletableFuture<JsonRpcMessage> sale = begin(Till.order("SALE", "r-1", 110));
        assertThat(terminal.look().amount()).isEqualTo(110);

        terminal.press(Button.PIN_OK);
        terminal.press(Button.INSERT);
        IntStream.range(0, 4).forEach(digit -> terminal.press(Button.DIGIT));
        assertThat(terminal.look().pinDigits()).isEqualTo(4);
        assertThat(terminal.look().event()).isEqualTo("PIN_STARTED");
        terminal.press(Button.WRONG_PIN);
        assertThat(terminal.look().lines()).containsExactly("Wrong PIN. Try again");
        assertThat(terminal.look().pinDigits()).isZero();
        terminal.press(Button.PIN_OK);

        assertThat(value(sale).path("transaction").path("panEntryMode").asText())
                .isEqualTo("CONTACT");
        assertThat(terminal.look().lines()).containsExactly("Approved");
    }

    @Test
    void refusesACardWhosePinIsWrongThreeTimes() throws Exception {
        open(manual());
        CompletableFuture<JsonRpcMessage> sale = begin(Till.order("SALE", "r-1", 110));
        terminal.press(Button.INSERT);
        IntStream.range(0, 3).forEach(time -> terminal.press(Button.WRONG_PIN));

        assertThat(value(sale).path("result").asText()).isEqualTo("SMART_CARD_ERROR");
        assertThat(till.status("r-1")).isEqualTo("DECLINED");
    }

    @Test
    void letsThePayerCancelOrStayAway() throws Exception {
        open(manual().withPatience(Patience.USUAL.withCard(Duration.ofMillis(100))));
        CompletableFuture<JsonRpcMessage> canceled = begin(Till.order("SALE", "r-1", 110));
        terminal.press(Button.CANCEL);
        assertThat(value(canceled).path("result").asText()).isEqualTo("CANCELED");

        assertThat(till.sale("r-2", 110).path("result").asText()).isEqualTo("TIMEOUT");
    }

    /** What is asked of the host cannot be taken back, and its outcome stands (SQ-11). */
    @Test
    void refusesACancellationThatIsTooLate() throws Exception {
        open(manual().withPatience(Patience.USUAL.withHost(Duration.ofMillis(400))));
        CompletableFuture<JsonRpcMessage> sale = begin(Till.order("SALE", "r-1", 110));
        terminal.press(Button.TAP);
        terminal.press(Button.CANCEL);

        assertThat(till.code("cancel", "{'referenceId':'r-1'}")).isEqualTo(201);
        assertThat(value(sale).path("result").asText()).isEqualTo("OK");
    }

    private static String notified(String reference, long amount, String flag) {
        return Till.order("SALE", reference, amount).replace("}", ",'" + flag + "':true}");
    }

    @Test
    void waitsForItsCallersWordOnceTheCardIsKnown() throws Exception {
        open(Till.quick(directory));
        JsonNode update = till.value("startTransaction", notified("r-1", 500, "notifyUpdate"));
        assertThat(update.path("commandStatus").asText()).isEqualTo("UPDATE");
        assertThat(update.path("transaction").path("maskedPan").asText()).isEqualTo("510046XXXXXX7315");
        assertThat(till.deviceStatus()).isEqualTo("WAITING_CONTINUE_TRANSACTION");

        JsonRpcMessage.Error illegal = (JsonRpcMessage.Error) till.ask("continueTransaction", "{'newAmount':501}");
        assertThat(illegal.code()).isEqualTo(101);
        assertThat(illegal.data().textValue()).isEqualTo("ILLEGAL_NEW_AMOUNT");
        assertThat(till.code("continueTransaction", "{'newAmount':0}")).isEqualTo(101);
        assertThat(till.code("continueTransaction", "{'newAmount':1.5}")).isEqualTo(103);
        assertThat(till.code("continueTransaction", "{'referenceId':'r-2'}")).isEqualTo(302);
        JsonNode done = till.value("continueTransaction", "{'referenceId':'r-1','newAmount':450}");

        assertThat(done.path("commandStatus").asText()).isEqualTo("COMPLETED");
        assertThat(done.path("transaction").path("amount").asLong()).isEqualTo(450);
        assertThat(till.code("continueTransaction", "{}")).isEqualTo(201);
        assertThat(terminal.ledger().get(0).taken()).isEqualTo(450);
    }

    /** SQ-12 and T38. */
    @Test
    void cancelsByItselfWhatNobodyContinues() throws Exception {
        open(Till.quick(directory).withPatience(Patience.USUAL.withContinuation(Duration.ofMillis(10))));
        till.value("startTransaction", notified("r-1", 500, "notifyUpdate"));
        await().until(() -> till.deviceStatus().equals("IDLE"));

        assertThat(till.code("continueTransaction", "{}")).isEqualTo(201);
        assertThat(till.status("r-1")).isEqualTo("DECLINED");
        assertThat(terminal.timesTaken("r-1")).isZero();
    }

    @Test
    void waitsForTheNumberThatTheHostWantsToBeTelephonedFor() throws Exception {
        open(Till.quick(directory));
        assertThat(till.value("startTransaction", notified("r-1", 118, "notifyReferral"))
                        .path("commandStatus")
                        .asText())
                .isEqualTo("REFERRAL");
        assertThat(till.code("continueTransaction", "{}")).isEqualTo(102);
        JsonNode done = till.value("continueTransaction", "{'authorizationNumber':'4711'}");

        assertThat(done.path("transaction").path("authorizationNumber").asText())
                .isEqualTo("4711");
        assertThat(done.path("transaction").path("transactionStatus").asText()).isEqualTo("CAPTURED");
    }

    /** SQ-9: with the money taken, or not, but never told. */
    @ParameterizedTest
    @CsvSource({"114, CAPTURED", "115, 302"})
    void startsAnewInTheMiddleOfASale(long amount, String status) throws Exception {
        open(Till.quick(directory));
        assertThatThrownBy(() -> till.sale("r-1", amount)).isInstanceOf(ExecutionException.class);
        await().until(() -> terminal.look().deviceStatus().equals("IDLE"));
        assertThat(till.status("r-1")).isEqualTo(status);
    }

    @Test
    void forgetsEverythingButItsLedgerWhenThePlugIsPulled() throws Exception {
        open(manual());
        CompletableFuture<JsonRpcMessage> sale = begin(Till.order("SALE", "r-1", 110));
        terminal.pullThePlug();

        assertThatThrownBy(() -> sale.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        await().until(() -> terminal.look().deviceStatus().equals("IDLE"));
        terminal.press(Button.TAP);
        assertThat(till.status("r-1")).isEqualTo("302");
        assertThat(terminal.ledger()).isEmpty();
    }

    @Test
    void startsAnewWhenItIsAskedTo() throws Exception {
        open(manual().withBootTime(Duration.ofMinutes(1)));
        till.send("reboot", "{}");
        await().until(() -> terminal.look().deviceStatus().equals("SYSTEM"));
        assertThatThrownBy(() -> till.deviceStatus()).isInstanceOf(ExecutionException.class);
    }
}
