package io.quittance.terminal.desk;

import static io.quittance.terminal.desk.TerminalScene.SHOP;
import static io.quittance.terminal.desk.TerminalScene.done;
import static io.quittance.terminal.desk.TerminalScene.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.AttemptOutcome.NotProcessed;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.terminal.TerminalRequest;
import io.quittance.engine.terminal.TerminalResult;
import io.quittance.engine.terminal.TerminalResult.Deed;
import io.quittance.terminal.simulator.Button;
import io.quittance.terminal.simulator.Fault;
import io.quittance.terminal.simulator.SimulatorSettings;
import io.quittance.terminal.simulator.TerminalSimulator;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a merchant asks of a terminal besides a payment, and what an engine may rely on, against a simulated device. */
final class TerminalDeskTest {

    private static final String KEY = "0a1b2c3d";

    @TempDir
    private Path directory;

    private TerminalSimulator simulator;
    private TerminalScene scene;

    @AfterEach
    void stop() {
        scene.close();
        simulator.close();
    }

    /** A person is at the device: cards come when a button is pressed. */
    private void byHand(Transport transport) throws IOException {
        start(transport, SimulatorSettings.defaults(directory).withApiKey(KEY).withAutomatic(false), KEY);
    }

    private void byItself(Transport transport) throws IOException {
        start(transport, SimulatorSettings.defaults(directory).withApiKey(KEY), KEY);
    }

    private void start(Transport transport, SimulatorSettings settings, String key) throws IOException {
        simulator = TerminalSimulator.start(settings, Clock.systemUTC());
        scene = TerminalScene.at(simulator, transport, key);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aTerminalIsPairedByTheCodeOnItsScreen(Transport transport) throws IOException {
        start(transport, SimulatorSettings.defaults(directory), null);
        assertThat(scene.pay("pi_a-1", 1_000)).isInstanceOf(NotProcessed.class);

        assertThat(done(scene.desk().pair(SHOP, scene.id())).deed()).isEqualTo(Deed.CODE_SHOWN);
        assertThat(refused(scene.desk().authenticate(SHOP, scene.id(), "12"))).isEqualTo(Refusal.Code.VALIDATION);
        TerminalResult.Done paired = done(
                scene.desk().authenticate(SHOP, scene.id(), simulator.look().otp()));
        assertThat(paired.deed()).isEqualTo(Deed.PAIRED);
        assertThat(paired.terminal().isPaired()).isTrue();
        assertThat(scene.pay("pi_a-2", 1_000)).isInstanceOf(Approved.class);

        done(scene.desk().pair(SHOP, scene.id()));
        done(scene.desk().authenticate(SHOP, scene.id(), simulator.look().otp()));
        assertThat(scene.pay("pi_a-3", 1_000)).as("paired anew").isInstanceOf(Approved.class);
    }

    @Test
    void aWrongCodeEndsThePairingAndSaysSo() throws IOException {
        start(Transport.HTTP, SimulatorSettings.defaults(directory), null);
        done(scene.desk().pair(SHOP, scene.id()));
        String wrong = simulator.look().otp().equals("000000") ? "000001" : "000000";
        assertThat(refused(scene.desk().authenticate(SHOP, scene.id(), wrong))).isEqualTo(Refusal.Code.VALIDATION);
        assertThat(scene.look().isPaired()).isFalse();
    }

    /** Goal: an abandoned pairing costs nothing. Method: the device is paired already, and the code is never told. */
    @Test
    void aTerminalThatIsPairedStaysSoWhenAnotherPairingFails() throws IOException {
        byItself(Transport.TCP);
        simulator.close();
        assertThat(refused(scene.desk().pair(SHOP, scene.id()))).isEqualTo(Refusal.Code.OVERLOADED);
        simulator = TerminalSimulator.start(
                SimulatorSettings.defaults(directory).withApiKey(KEY).withPorts(0, 0, port(), 0), Clock.systemUTC());
        await().untilAsserted(() -> assertThat(scene.look().deviceStatus()).isEqualTo("IDLE"));
        assertThat(scene.pay("pi_a-1", 1_000)).isInstanceOf(Approved.class);
    }

    private int port() {
        return URI.create(scene.look().url()).getPort();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aRunningDialogueCanBeCanceled(Transport transport) throws IOException {
        byHand(transport);
        CompletableFuture<AttemptOutcome> sale = scene.order("pi_a-1", 1_000, true);
        await().until(() -> simulator.look().deviceStatus().equals("TRANSACTION"));
        assertThat(done(scene.desk().cancel(SHOP, scene.id())).deed()).isEqualTo(Deed.CANCEL_ASKED);
        assertThat(within(sale)).isInstanceOf(Declined.class);
        assertThat(done(scene.desk().cancel(SHOP, scene.id())).deed()).isEqualTo(Deed.NOTHING_RUNNING);
    }

    /** Goal: nobody waits for ever, and the device is free again. Method: nobody comes with a card. */
    @Test
    void aPayerWhoTakesTooLongIsCanceledBeforeAnybodyStopsWaiting() throws IOException {
        byHand(Transport.TCP);
        assertThat(scene.pay("pi_a-1", 1_000)).isInstanceOfSatisfying(Declined.class, declined -> assertThat(
                        declined.failure().declineCode())
                .isEqualTo("canceled"));
        assertThat(simulator.look().deviceStatus()).isEqualTo("IDLE");
    }

    /** Goal: nothing cuts off a payer. Method: the merchant pairs anew, and removes the terminal, while he is there. */
    @Test
    void aRunningSaleOutlivesAPairingAndARemoval() throws IOException {
        byHand(Transport.WS);
        CompletableFuture<AttemptOutcome> sale = scene.order("pi_a-1", 1_000, true);
        await().until(() -> simulator.look().deviceStatus().equals("TRANSACTION"));
        assertThat(refused(scene.desk().pair(SHOP, scene.id()))).isEqualTo(Refusal.Code.ATTEMPT_IN_PROGRESS);
        assertThat(done(scene.desk().remove(SHOP, scene.id())).deed()).isEqualTo(Deed.REMOVED);
        simulator.press(Button.TAP);
        assertThat(within(sale)).isInstanceOf(Approved.class);
    }

    @Test
    void anotherCertificateThanThePinnedOneIsRefusedAndNamed() throws IOException {
        simulator =
                TerminalSimulator.start(SimulatorSettings.defaults(directory).withApiKey(KEY), Clock.systemUTC());
        for (Transport transport : new Transport[] {Transport.HTTPS, Transport.WSS, Transport.TLS}) {
            scene = TerminalScene.pinned(simulator, transport, KEY, "00".repeat(32));
            assertThat(scene.pay("pi_" + transport + "-1", 1_000))
                    .isInstanceOfSatisfying(NotProcessed.class, none -> assertThat(none.reason())
                            .contains("another certificate")
                            .contains(simulator.certificateFingerprint()));
            scene.close();
            scene = TerminalScene.pinned(simulator, transport, KEY, null);
            assertThat(scene.pay("pi_" + transport + "-2", 1_000)).isInstanceOf(NotProcessed.class);
            scene.close();
        }
        assertThat(simulator.ledger()).isEmpty();
    }

    /** Goal: the merchant hears at once, not after an inquiry. Method: the money is taken and no answer comes. */
    @Test
    void whatCanBeCanceledNoMoreIsLookedUpAtOnce() throws IOException {
        byItself(Transport.TCP);
        simulator.inject(Fault.NO_ANSWER);
        assertThat(scene.pay("pi_a-1", 1_000)).isInstanceOf(Approved.class);
        assertThat(simulator.timesTaken("pi_a-1")).isEqualTo(1);
    }

    /** Goal: a lost line blocks no till. Method: another client displaces ours while a payer is at the device. */
    @Test
    void aTransactionThatWasLeftBehindIsCanceledForTheNextPayerAndToldOf() throws IOException {
        byHand(Transport.TCP);
        CompletableFuture<AttemptOutcome> lost = scene.order("pi_a-1", 1_000, true);
        await().until(() -> simulator.look().deviceStatus().equals("TRANSACTION"));
        try (Socket other = new Socket("127.0.0.1", port())) {
            assertThat(within(lost)).isInstanceOf(AttemptOutcome.Unknown.class);
        }
        CompletableFuture<AttemptOutcome> next = scene.order("pi_b-1", 2_000, true);
        await().until(() -> "pi_b-1".equals(simulator.look().referenceId()));
        simulator.press(Button.TAP);
        assertThat(within(next)).isInstanceOf(Approved.class);
        await().untilAsserted(() -> assertThat(scene.news()).contains("pi_a-1"));
        assertThat(scene.inquire("pi_a-1", 1_000))
                .isInstanceOfSatisfying(InquiryAnswer.Found.class, found -> assertThat(found.outcome())
                        .isInstanceOf(Declined.class));
    }

    /** Goal: a restart leaves no till blocked. Method: the desk is gone while a payer is there, and another opens. */
    @Test
    void whatAFormerProcessLeftAtTheDeviceCanBeCanceled() throws IOException {
        byHand(Transport.TCP);
        var unused = scene.order("pi_a-1", 1_000, true);
        await().until(() -> simulator.look().deviceStatus().equals("TRANSACTION"));
        scene = scene.startedAnew();
        assertThat(scene.inquire("pi_a-1", 1_000)).isInstanceOf(InquiryAnswer.NoAnswer.class);
        assertThat(done(scene.desk().cancel(SHOP, scene.id())).deed()).isEqualTo(Deed.CANCEL_ASKED);
        await().untilAsserted(() -> assertThat(scene.inquire("pi_a-1", 1_000))
                .isInstanceOfSatisfying(InquiryAnswer.Found.class, found -> assertThat(found.outcome())
                        .isInstanceOf(Declined.class)));
    }

    /** Goal: who came late to the device is canceled in time, too. Method: the payer before him took four seconds. */
    @Test
    void aPayerWhoseTurnCameLateIsCanceledBeforeAnybodyStopsWaiting() throws IOException {
        byHand(Transport.WS);
        CompletableFuture<AttemptOutcome> first = scene.order("pi_a-1", 1_000, true);
        CompletableFuture<AttemptOutcome> second = scene.order("pi_b-1", 2_000, true);
        await().pollDelay(Duration.ofSeconds(4))
                .until(() -> simulator.look().deviceStatus().equals("TRANSACTION"));
        simulator.press(Button.TAP);
        assertThat(within(first)).isInstanceOf(Approved.class);
        assertThat(within(second)).isInstanceOf(Declined.class);
        assertThat(simulator.look().deviceStatus()).isEqualTo("IDLE");
    }

    @Test
    void ordersWaitForTheirTurnAndTheQueueIsSeen() throws IOException {
        byHand(Transport.WS);
        CompletableFuture<AttemptOutcome> first = scene.order("pi_a-1", 1_000, true);
        CompletableFuture<AttemptOutcome> second = scene.order("pi_b-1", 2_000, true);
        await().until(() -> simulator.look().deviceStatus().equals("TRANSACTION"));
        assertThat(scene.look().queue()).containsExactly("pi_a-1", "pi_b-1");
        simulator.press(Button.TAP);
        assertThat(within(first)).isInstanceOf(Approved.class);
        await().until(() -> "pi_b-1".equals(simulator.look().referenceId()));
        simulator.press(Button.TAP);
        assertThat(within(second)).isInstanceOf(Approved.class);
        assertThat(scene.look().dialogues()).isEqualTo(2);
        assertThat(scene.look().answered()).isEqualTo(2);
        assertThat(scene.look().queue()).isEmpty();
    }

    @Test
    void anOrderThatWaitsForTooLongWasNeverSent() throws IOException {
        byHand(Transport.HTTP);
        CompletableFuture<AttemptOutcome> first = scene.order("pi_a-1", 1_000, true);
        await().until(() -> simulator.look().deviceStatus().equals("TRANSACTION"));
        for (int more = 0; more < 8; more++) {
            var unused = scene.order("pi_b-" + more, 1_000, true);
        }
        assertThat(scene.pay("pi_c-1", 1_000)).isInstanceOf(NotProcessed.class);
        simulator.press(Button.CANCEL);
        assertThat(within(first)).isInstanceOf(Declined.class);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void whatIsHeldIsCapturedVoidedOrRefunded(Transport transport) throws IOException {
        byItself(transport);
        assertThat(within(scene.order("pi_a-1", 1_000, false))).isInstanceOf(Approved.class);
        assertThat(scene.operate(OperationKind.CAPTURE, "pi_a-op1", "pi_a-1", 1_000))
                .isInstanceOf(Approved.class);
        assertThat(scene.operate(OperationKind.VOID, "pi_a-op2", "pi_a-1", 1_000))
                .isInstanceOf(Approved.class);
        assertThat(scene.operate(OperationKind.VOID, "pi_a-op3", "pi_a-1", 1_000))
                .as("voided before: looked up, and true")
                .isInstanceOf(Approved.class);
        assertThat(scene.pay("pi_b-1", 2_000)).isInstanceOf(Approved.class);
        assertThat(scene.operate(OperationKind.REFUND, "pi_b-op1", "pi_b-1", 700))
                .isInstanceOf(Approved.class);
        assertThat(simulator.ledger().stream().mapToLong(made -> made.taken()).sum())
                .isEqualTo(1_300);
    }

    @Test
    void whatIsSettledCanBeRefundedOnly() throws IOException {
        byItself(Transport.WS);
        assertThat(scene.pay("pi_a-1", 1_000)).isInstanceOf(Approved.class);
        assertThat(done(scene.desk().settle(SHOP, scene.id())).deed()).isEqualTo(Deed.SETTLED);
        assertThat(scene.operate(OperationKind.VOID, "pi_a-op1", "pi_a-1", 1_000))
                .isInstanceOfSatisfying(
                        Declined.class,
                        declined -> assertThat(declined.failure().declineCode()).isEqualTo("settled"));
        assertThat(scene.inquire("pi_a-1", 1_000))
                .isInstanceOfSatisfying(InquiryAnswer.Found.class, found -> assertThat(found.settledAt())
                        .isNotNull());
        assertThat(scene.operate(OperationKind.REFUND, "pi_a-op2", "pi_a-1", 1_000))
                .isInstanceOf(Approved.class);
    }

    @Test
    void aVoidThatDidNotHappenIsNotFoundAndOneThatDidIs() throws IOException {
        byItself(Transport.TLS);
        assertThat(scene.pay("pi_a-1", 1_000)).isInstanceOf(Approved.class);
        assertThat(scene.inquire(OperationKind.VOID, "pi_a-op1", "pi_a-1", 1_000))
                .isEqualTo(new InquiryAnswer.NotFound());
        scene.operate(OperationKind.VOID, "pi_a-op1", "pi_a-1", 1_000);
        assertThat(scene.inquire(OperationKind.VOID, "pi_a-op1", "pi_a-1", 1_000))
                .isInstanceOf(InquiryAnswer.Found.class);
    }

    @Test
    void aTerminalThatFailsAgainAndAgainIsLeftAloneUntilItIsBack() throws IOException {
        byItself(Transport.TCP);
        assertThat(scene.pay("pi_a-1", 1_000)).isInstanceOf(Approved.class);
        int port = port();
        simulator.close();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(scene.look().quarantinedUntil()).isNotNull());
        assertThat(scene.pay("pi_b-1", 1_000))
                .isInstanceOfSatisfying(
                        NotProcessed.class, none -> assertThat(none.reason()).contains("left alone until"));
        simulator = TerminalSimulator.start(
                SimulatorSettings.defaults(directory).withApiKey(KEY).withPorts(0, 0, port, 0), Clock.systemUTC());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(scene.look().quarantinedUntil()).isNull());
        assertThat(scene.pay("pi_b-2", 1_000)).isInstanceOf(Approved.class);
    }

    @Test
    void anotherMerchantsTerminalDoesNotExistAndOneThatWasRemovedTakesNothing() throws IOException {
        byItself(Transport.HTTP);
        assertThat(scene.pay("pi_a-1", 1_000)).isInstanceOf(Approved.class);
        Tenant other = Tenant.test("other");
        assertThat(refused(scene.desk().find(other, scene.id()))).isEqualTo(Refusal.Code.NOT_FOUND);
        assertThat(within(scene.desk().list(other))).isEmpty();
        assertThat(within(scene.desk().list(SHOP))).hasSize(1);

        assertThat(done(scene.desk().remove(SHOP, scene.id())).deed()).isEqualTo(Deed.REMOVED);
        assertThat(scene.desk().knows(SHOP, scene.id())).isFalse();
        assertThat(within(scene.desk().list(SHOP))).isEmpty();
        assertThat(scene.pay("pi_b-1", 1_000)).isInstanceOf(NotProcessed.class);
        assertThat(scene.inquire("pi_a-1", 1_000)).isInstanceOf(InquiryAnswer.Found.class);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void whileAPayerIsThereNothingIsPairedAndHisPaymentGoesOn(Transport transport) throws IOException {
        byHand(transport);
        CompletableFuture<AttemptOutcome> sale = scene.order("pi_a-1", 1_000, true);
        await().until(() -> simulator.look().deviceStatus().equals("TRANSACTION"));

        assertThat(refused(scene.desk().pair(SHOP, scene.id()))).isEqualTo(Refusal.Code.ATTEMPT_IN_PROGRESS);
        simulator.press(Button.TAP);
        assertThat(within(sale)).isInstanceOf(Approved.class);
    }

    /** Goal: a payer is heard to the end, and the device is free for its next name. Method: one client at a time. */
    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"WS", "TCP"})
    void aTerminalThatIsRemovedWhileAPayerIsThereIsLeftAfterHim(Transport transport) throws IOException {
        byHand(transport);
        CompletableFuture<AttemptOutcome> sale = scene.order("pi_a-1", 1_000, true);
        await().until(() -> simulator.look().deviceStatus().equals("TRANSACTION"));

        assertThat(done(scene.desk().remove(SHOP, scene.id())).deed()).isEqualTo(Deed.REMOVED);
        simulator.press(Button.TAP);
        assertThat(within(sale)).isInstanceOf(Approved.class);
        try (TerminalScene successor = TerminalScene.at(simulator, transport, KEY)) {
            CompletableFuture<AttemptOutcome> next = successor.order("pi_b-1", 1_000, true);
            await().until(() -> simulator.look().deviceStatus().equals("TRANSACTION"));
            simulator.press(Button.TAP);
            assertThat(within(next)).isInstanceOf(Approved.class);
        }
    }

    /** Goal: what fails here is not laid on the device. Method: the device gives its key, and it cannot be kept. */
    @Test
    void whatCannotBeKeptIsRefusedAndNothingOfItIsInForce() throws IOException {
        start(Transport.TCP, SimulatorSettings.defaults(directory), null);
        done(scene.desk().pair(SHOP, scene.id()));
        scene.store().breakDown();

        String code = simulator.look().otp();
        assertThat(refused(scene.desk().authenticate(SHOP, scene.id(), code))).isEqualTo(Refusal.Code.INTERNAL);
        assertThat(scene.look().isPaired()).isFalse();
        assertThat(refused(scene.desk().remove(SHOP, scene.id()))).isEqualTo(Refusal.Code.INTERNAL);
        TerminalRequest another = new TerminalRequest("Till 2", simulator.tcp().toString(), null, KEY, null);
        assertThat(refused(scene.desk().register(SHOP, another))).isEqualTo(Refusal.Code.INTERNAL);
        assertThat(within(scene.desk().list(SHOP))).singleElement().isEqualTo(scene.look());
    }

    @Test
    void aClosedDeskLetsNobodyWait() throws IOException {
        byItself(Transport.WS);
        scene.desk().close();

        assertThat(refused(scene.desk().find(SHOP, scene.id()))).isEqualTo(Refusal.Code.OVERLOADED);
        assertThat(refused(scene.desk().cancel(SHOP, scene.id()))).isEqualTo(Refusal.Code.OVERLOADED);
        assertThat(refused(scene.desk().settle(SHOP, scene.id()))).isEqualTo(Refusal.Code.OVERLOADED);
        assertThat(within(scene.desk().list(SHOP))).hasSize(1);
    }

    private static Refusal.Code refused(CompletionStage<TerminalResult> result) {
        return ((TerminalResult.Refused) within(result)).refusal().code();
    }
}
