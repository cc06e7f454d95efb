package io.quittance.api.partner;

import static io.quittance.api.Inquiries.about;
import static io.quittance.api.acquirer.Given.operation;
import static io.quittance.api.acquirer.Given.settled;
import static io.quittance.engine.attempt.OperationKind.CAPTURE;
import static io.quittance.engine.attempt.OperationKind.REFUND;
import static io.quittance.engine.attempt.OperationKind.REVERSAL;
import static io.quittance.engine.attempt.OperationKind.VOID;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import io.quittance.api.Wiring;
import io.quittance.api.acquirer.AcquirerServer;
import io.quittance.api.acquirer.AcquirerSettings;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.acquirer.Given;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.AttemptOutcome.NotProcessed;
import io.quittance.engine.attempt.AttemptOutcome.Unknown;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.money.Money;
import io.quittance.persistence.inbox.InboxFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refunds and cancels over the Partner API, against the simulated provider over loopback. */
final class PartnerOperationsTest {
    private static ActorSystem system;

    /** Keys take time to make. */
    @TempDir
    private static Path keys;

    @TempDir
    private Path directory;

    private AcquirerServer server;
    private Processor connector;

    @BeforeAll
    static void startClient() {
        system = ActorSystem.create("client");
    }

    @AfterAll
    static void stopClient() {
        system.terminate();
        settled(system.getWhenTerminated());
    }

    @BeforeEach
    void start() throws IOException {
        start(AcquirerSettings.Provider.PLAIN.notIdempotent(), "");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void refundsInPartsUpToTheCharge() {
        accepts(Given.order("pi_a-1"));

        accepts(operation(REFUND, "pi_a-o1", 1000));
        assertThat(said(operation(REFUND, "pi_a-o2", 300)))
                .isInstanceOfSatisfying(
                        Declined.class,
                        declined -> assertThat(declined.failure().declineCode()).isEqualTo("amount_too_large"));

        assertThat(server.account("pi_a-1").taken()).isEqualTo(250);
        assertThat(settled(connector.inquire(about("pi_a-o1"))))
                .isInstanceOfSatisfying(InquiryAnswer.Found.class, found -> assertThat(found.outcome())
                        .isInstanceOf(Approved.class));
    }

    @Test
    void cancelsBeforeSettlementOnly() {
        accepts(Given.order("pi_a-1"));
        accepts(Given.order("pi_b-1", 3000));
        accepts(operation(VOID, "pi_a-o1", 1250));
        assertThat(server.account("pi_a-1").taken()).isZero();

        server.settle();

        Order late = new OperationOrder("pi_b-o1", VOID, Money.of(3000, "EUR"), "pi_b-1", null, false);
        assertThat(said(late)).isInstanceOf(Declined.class);
        assertThat(settled(connector.inquire(about("pi_b-1"))))
                .isInstanceOfSatisfying(InquiryAnswer.Found.class, found -> assertThat(found.settledAt())
                        .isEqualTo(Given.CLOCK.instant()));
    }

    @Test
    void declinesADebitThatComesAfterItsReversal() {
        accepts(operation(REVERSAL, "pi_a-o1", 1250));

        assertThat(said(Given.order("pi_a-1"))).isInstanceOfSatisfying(Declined.class, declined -> assertThat(
                        declined.failure().declineCode())
                .isEqualTo("reversed"));
        assertThat(server.account("pi_a-1").taken()).isZero();
    }

    @Test
    void reversesADebit() {
        accepts(Given.order("pi_a-1"));

        accepts(operation(REVERSAL, "pi_a-o1", 1250));

        assertThat(server.account("pi_a-1").taken()).isZero();
        assertThat(server.account("pi_a-1").returned()).isEqualTo(1250);
    }

    @Test
    void provesARefundOfAnUnknownDebit() {
        assertThat(said(operation(REFUND, "pi_a-o1", 100))).isInstanceOf(NotProcessed.class);
        assertThat(server.account("pi_a-1").taken()).isZero();
    }

    @Test
    void provesARefundWhereNoneIsOffered() throws IOException {
        stop();
        start(new AcquirerSettings.Provider(true, false, PartnerSettings.AUDIENCE, null, null), "");
        accepts(Given.order("pi_a-1"));

        assertThat(said(operation(REFUND, "pi_a-o1", 100))).isInstanceOf(NotProcessed.class);
    }

    @Test
    void sendsNothingThatThePartnerApiCannotSay() {
        AttemptOrder dinar = new AttemptOrder(
                "pi_a-1", Money.of(1251, "KWD"), Given.order("pi_a-1").method(), true);

        assertThat(said(dinar)).isInstanceOf(NotProcessed.class);
        assertThat(said(Given.held("pi_a-1", 1250))).isInstanceOf(NotProcessed.class);
        assertThat(said(operation(CAPTURE, "pi_a-o1", 100))).isInstanceOf(NotProcessed.class);
        assertThat(server.summary().entries()).isZero();
        assertThat(connector.capabilities())
                .contains(Capability.REFUND, Capability.VOID, Capability.REVERSAL, Capability.INQUIRY)
                .doesNotContain(Capability.MANUAL_CAPTURE, Capability.PARTIAL_VOID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop_response=1", "http_500=1", "wrong_id=1", "half_answer=1"})
    void doubtsARefundWhoseAnswerAFaultTook(String fault) throws IOException {
        accepts(Given.order("pi_a-1"));
        stop();
        start(AcquirerSettings.Provider.PLAIN, fault);

        assertThat(said(operation(REFUND, "pi_a-o1", 100))).isInstanceOf(Unknown.class);
        assertThat(settled(connector.inquire(about("pi_a-o1"))))
                .isInstanceOfSatisfying(InquiryAnswer.Found.class, found -> assertThat(found.outcome())
                        .isInstanceOf(Approved.class));
        assertThat(server.account("pi_a-1").taken()).isEqualTo(1150);
    }

    @Test
    void aRepeatIsTheSameTransactionForAnIdempotentProvider() throws IOException {
        stop();
        start(AcquirerSettings.Provider.PLAIN, "");

        AttemptOutcome first = said(Given.order("pi_a-1"));

        assertThat(said(Given.order("pi_a-1"))).isEqualTo(first);
        assertThat(said(Given.order("pi_a-1", 1300))).isInstanceOf(NotProcessed.class);
        assertThat(server.summary().entries()).isEqualTo(1);
    }

    @Test
    void aRepeatIsASecondEffectForAnyOther() {
        accepts(Given.order("pi_a-1"));
        accepts(operation(REFUND, "pi_a-o1", 100));
        accepts(operation(REFUND, "pi_a-o1", 100));

        assertThat(server.account("pi_a-1").taken()).isEqualTo(1050);
        assertThat(server.summary().chargedMoreThanOnce()).containsExactly("pi_a-o1");
    }

    private void start(AcquirerSettings.Provider provider, String faults) throws IOException {
        server = AcquirerServer.start(
                new AcquirerSettings(
                        "127.0.0.1", 0, directory.resolve("acquirer.jsonl"), FaultPlan.parse(faults, 1), provider),
                Given.CLOCK);
        connector = new Partner(
                        PartnerSettings.of(server.baseUrl(), keys),
                        InboxFile.open(keys),
                        Wiring.randomness(),
                        Given.CLOCK)
                .connector(system);
    }

    private AttemptOutcome said(Order order) {
        return settled(order.sendTo(connector));
    }

    private void accepts(Order order) {
        assertThat(said(order)).isInstanceOf(Approved.class);
    }
}
