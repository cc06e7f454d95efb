package io.quittance.terminal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.ActorSystem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.AttemptOutcome.NotProcessed;
import io.quittance.engine.attempt.AttemptOutcome.Unknown;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.attempt.PresentedCard;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.money.Money;
import io.quittance.engine.terminal.Terminal;
import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.link.Links;
import io.quittance.terminal.link.TerminalLink;
import io.quittance.terminal.link.Trust;
import io.quittance.terminal.protocol.Sale;
import io.quittance.terminal.simulator.Fault;
import io.quittance.terminal.simulator.SimulatorSettings;
import io.quittance.terminal.simulator.TerminalSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The scenarios T30 to T40 of the seed, by name, over each transport, against the simulated device. Where a scenario is
 * about the wire, a plain line plays the client; else the desk does, as in the product.
 */
final class TerminalScenariosTest {

    private static final String KEY = "0a1b2c3d";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static TerminalSimulator simulator;
    private static ActorSystem system;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        SimulatorSettings settings = SimulatorSettings.defaults(directory).withApiKey(KEY);
        simulator = TerminalSimulator.start(
                settings.withPatience(settings.patience().withContinuation(Duration.ofMillis(300))), Clock.systemUTC());
        system = ActorSystem.create("clients");
    }

    @AfterAll
    static void stop() {
        simulator.close();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    private final String reference = "pi_t-" + NUMBERS.incrementAndGet();

    @ParameterizedTest
    @EnumSource(Transport.class)
    void t30_aWrongKeyIsATransportErrorAndNothingIsProcessed(Transport transport) {
        try (TerminalScene scene = TerminalScene.at(simulator, transport, "ffffffff")) {
            assertThat(scene.pay(reference, 1_000)).isInstanceOf(NotProcessed.class);
        }
        assertThat(simulator.ledger()).noneMatch(made -> made.referenceId().equals(reference));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void t31_aMissingParameterIsError102(Transport transport) {
        ObjectNode params = sale(1_000).params();
        params.remove("paymentMethod");
        JsonRpcMessage answer = call(transport, "startTransaction", params);
        assertThat(answer).isInstanceOfSatisfying(JsonRpcMessage.Error.class, error -> assertThat(error.code())
                .isEqualTo(102));
        assertThat(sale(1_000).started(answer)).isInstanceOf(NotProcessed.class);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void t32_aPayerWhoCancelsIsNotCharged(Transport transport) {
        assertThat(pay(transport, 1_011)).isInstanceOfSatisfying(Declined.class, declined -> assertThat(
                        declined.failure().declineCode())
                .isEqualTo("canceled"));
        assertThat(simulator.timesTaken(reference)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void t33_aHostDeclineKeepsItsCodeAndItsScript(Transport transport) {
        assertThat(pay(transport, 1_051)).isInstanceOfSatisfying(Declined.class, declined -> {
            assertThat(declined.failure().hostCode()).isEqualTo("4");
            assertThat(declined.failure().hostMessage()).isEqualTo("סירוב בחברת האשראי");
            assertThat(declined.card()).isEqualTo(new PresentedCard("מסטרקארד רגיל", "510046XXXXXX7315"));
        });
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void t34_anApprovalIsACharge(Transport transport) {
        try (TerminalScene scene = TerminalScene.at(simulator, transport, KEY)) {
            assertThat(scene.pay(reference, 1_000)).isInstanceOf(Approved.class);
            if (transport != Transport.HTTP && transport != Transport.HTTPS) {
                assertThat(scene.steps())
                        .startsWith(PayerStep.WAITING_FOR_CARD)
                        .endsWith(PayerStep.AUTHORIZATION_STARTED);
            }
        }
        assertThat(simulator.timesTaken(reference)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void t35_theStatusCountsWhateverTheResultSays(Transport transport) {
        assertThat(pay(transport, 1_013)).isInstanceOf(Approved.class);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void t36_afterALostConnectionTheLookUpTellsAndNothingIsChargedTwice(Transport transport) {
        try (TerminalScene scene = TerminalScene.at(simulator, transport, KEY)) {
            simulator.inject(Fault.DROP_AFTER);
            assertThat(scene.pay(reference, 1_000)).isInstanceOf(Unknown.class);
            await().untilAsserted(() -> assertThat(scene.inquire(reference, 1_000))
                    .isInstanceOfSatisfying(InquiryAnswer.Found.class, found -> assertThat(found.outcome())
                            .isInstanceOf(Approved.class)));
        }
        assertThat(simulator.timesTaken(reference)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void t37_aUsedReferenceIsLookedUp(Transport transport) {
        try (TerminalScene scene = TerminalScene.at(simulator, transport, KEY)) {
            AttemptOutcome first = scene.pay(reference, 1_000);
            assertThat(scene.pay(reference, 1_000)).isInstanceOf(Approved.class).isEqualTo(first);
        }
        assertThat(simulator.timesTaken(reference)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void t38_whoDoesNotGoOnInTimeHasCanceled(Transport transport) {
        JsonRpcMessage asked =
                call(transport, "startTransaction", sale(1_000).params().put("notifyUpdate", true));
        assertThat(((JsonRpcMessage.Result) asked).value().path("commandStatus").asText())
                .isEqualTo("UPDATE");
        await().until(() -> simulator.look().deviceStatus().equals("IDLE"));
        JsonRpcMessage late =
                call(transport, "continueTransaction", sale(1_000).params().retain("referenceId"));
        assertThat(((JsonRpcMessage.Error) late).code()).isEqualTo(201);
        assertThat(found(transport)).isInstanceOf(Declined.class);
        assertThat(simulator.timesTaken(reference)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void t39_aBusyDeviceRefusesAndItsFirstSaleStands(Transport transport) {
        try (TerminalLink line = line(transport)) {
            var first =
                    line.call(request("startTransaction", sale(1_000).params().put("notifyUpdate", true)));
            TerminalScene.within(first);
            JsonRpcMessage second = TerminalScene.within(line.call(
                    request("startTransaction", sale(1_000).params().put("referenceId", reference + "-other"))));
            assertThat(((JsonRpcMessage.Error) second).code()).isEqualTo(201);
            JsonRpcMessage done = TerminalScene.within(line.call(
                    request("continueTransaction", sale(1_000).params().retain("referenceId"))));
            assertThat(sale(1_000).started(done)).isInstanceOf(Approved.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void t40_theSampleOfTheSeedIsReadAsItIs(Transport transport) {
        JsonRpcMessage answer = call(transport, "startTransaction", sale(110).params());
        JsonNode told = ((JsonRpcMessage.Result) answer).value().path("transaction");
        assertThat(told.path("amount").intValue()).isEqualTo(110);
        assertThat(told.path("currency").intValue()).isEqualTo(376);
        assertThat(told.path("terminalId").textValue()).isEqualTo("0881818");
        assertThat(sale(110).started(answer)).isInstanceOf(Approved.class);
    }

    private AttemptOutcome pay(Transport transport, long amount) {
        try (TerminalScene scene = TerminalScene.at(simulator, transport, KEY)) {
            return scene.pay(reference, amount);
        }
    }

    private AttemptOutcome found(Transport transport) {
        try (TerminalScene scene = TerminalScene.at(simulator, transport, KEY)) {
            return ((InquiryAnswer.Found) scene.inquire(reference, 1_000)).outcome();
        }
    }

    private Sale sale(long amount) {
        return new Sale(reference, Money.of(amount, "ILS"), true);
    }

    private static JsonRpcMessage call(Transport transport, String method, @Nullable JsonNode params) {
        try (TerminalLink line = line(transport)) {
            return TerminalScene.within(line.call(request(method, params)));
        }
    }

    private static JsonRpcMessage.Request request(String method, @Nullable JsonNode params) {
        return new JsonRpcMessage.Request(new JsonRpcId.Text("call-" + NUMBERS.incrementAndGet()), method, params);
    }

    private static TerminalLink line(Transport transport) {
        Terminal terminal = new Terminal(
                TerminalId.random(byte[]::new),
                TerminalScene.SHOP,
                "Till 1",
                transport.address(simulator),
                null,
                KEY,
                transport.isSecret() ? simulator.certificateFingerprint() : null,
                Instant.EPOCH,
                null);
        return new Links(system, Trust.PUBLIC).open(terminal, message -> {});
    }
}
