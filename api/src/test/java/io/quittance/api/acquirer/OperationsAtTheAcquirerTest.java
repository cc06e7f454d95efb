package io.quittance.api.acquirer;

import static io.quittance.api.Inquiries.about;
import static io.quittance.api.acquirer.Given.operation;
import static io.quittance.api.acquirer.Given.settled;
import static io.quittance.engine.attempt.OperationKind.CAPTURE;
import static io.quittance.engine.attempt.OperationKind.REFUND;
import static io.quittance.engine.attempt.OperationKind.REVERSAL;
import static io.quittance.engine.attempt.OperationKind.VOID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulated acquirer does with money that is authorised: the arithmetic of its ledger. */
final class OperationsAtTheAcquirerTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Given.CLOCK.instant());

    @TempDir
    private Path directory;

    private SimulatedAcquirer acquirer;

    @BeforeEach
    void open() throws IOException {
        reopen("");
    }

    @AfterEach
    void close() throws IOException {
        acquirer.close();
    }

    @Test
    void capturesUpToWhatIsHeld() {
        authorizeOnly(1250);
        assertThat(account().held()).isEqualTo(1250);
        assertThat(account().taken()).isZero();

        accepts(operation(CAPTURE, "pi_a-o1", 1000));
        refuses(operation(CAPTURE, "pi_a-o2", 260), "amount_too_large");
        accepts(operation(CAPTURE, "pi_a-o3", 200));

        assertThat(account().held()).isEqualTo(50);
        assertThat(account().taken()).isEqualTo(1200);
    }

    @Test
    void theLastCaptureReleasesTheRest() {
        authorizeOnly(1250);

        accepts(new OperationOrder("pi_a-o1", CAPTURE, Money.of(1000, "EUR"), "pi_a-1", "acq-1", true));

        refuses(operation(CAPTURE, "pi_a-o2", 1), "amount_too_large");
        assertThat(account().held()).isZero();
    }

    @Test
    void voidsWhatIsHeldFirstAndThenWhatIsCaptured() {
        authorizeOnly(1250);
        accepts(operation(CAPTURE, "pi_a-o1", 1000));

        accepts(operation(VOID, "pi_a-o2", 300));

        assertThat(account().held()).isZero();
        assertThat(account().taken()).isEqualTo(950);
        refuses(operation(VOID, "pi_a-o3", 952), "amount_too_large");
        accepts(operation(VOID, "pi_a-o4", 950));
        assertThat(account().taken()).isZero();
    }

    @Test
    void refundsUpToWhatIsTaken() {
        charge(1250);

        accepts(operation(REFUND, "pi_a-o1", 1000));
        refuses(operation(REFUND, "pi_a-o2", 260), "amount_too_large");
        accepts(operation(REFUND, "pi_a-o3", 250));

        assertThat(account().taken()).isZero();
        assertThat(account().returned()).isEqualTo(1250);
    }

    @Test
    void refundsNothingThatIsOnlyHeld() {
        authorizeOnly(1250);

        refuses(operation(REFUND, "pi_a-o1", 1), "amount_too_large");
    }

    @Test
    void voidsNothingAfterSettlementButRefunds() {
        charge(1250);

        assertThat(settled(acquirer.settle())).isEqualTo(1);
        assertThat(settled(acquirer.settle())).isZero();

        refuses(operation(VOID, "pi_a-o1", 1250), "already_settled");
        accepts(operation(REFUND, "pi_a-o2", 1250));
        assertThat(acquirer.summary().operations()).containsEntry("settlement", 1L);
    }

    @Test
    void tellsWhenItSettledAndWhom() {
        List<String> news = new ArrayList<>();
        Processor connector = new InProcessConnector(acquirer);
        connector.onNews(news::add);
        authorizeOnly(1250);
        accepts(operation(CAPTURE, "pi_a-o1", 1000));
        assertThat(found("pi_a-o1").settledAt()).isNull();
        now.set(now.get().plusSeconds(60));

        settled(acquirer.settle());

        assertThat(news).containsExactly("pi_a-1");
        assertThat(found("pi_a-1").settledAt()).isEqualTo(now.get());
        assertThat(found("pi_a-o1").settledAt()).isEqualTo(now.get());
    }

    @Test
    void reversesWhateverIsThere() {
        charge(1250);
        accepts(operation(REFUND, "pi_a-o1", 250));

        accepts(operation(REVERSAL, "pi_a-o2", 1250));

        assertThat(account().taken()).isZero();
        assertThat(account().returned()).isEqualTo(1250);
    }

    @Test
    void declinesAnAuthorisationThatComesAfterItsReversal() {
        accepts(operation(REVERSAL, "pi_a-o1", 1250));

        refuses(Given.order("pi_a-1"), "reversed");

        assertThat(account().taken()).isZero();
        assertThat(acquirer.summary().chargedMoreThanOnce()).isEmpty();
    }

    @Test
    void reversesADeclineWithoutEffect() {
        refuses(Given.order("pi_a-1", 1251), "insufficient_funds");

        accepts(operation(REVERSAL, "pi_a-o1", 1200));

        assertThat(account().taken()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = OperationKind.class,
            names = {"CAPTURE", "VOID", "REFUND"})
    void knowsNoOriginalThatItNeverApproved(OperationKind kind) {
        refuses(Given.order("pi_a-1", 1251), "insufficient_funds");

        refuses(operation(kind, "pi_a-o1", 100), "unknown_original");
    }

    @Test
    void knowsOneCurrencyPerAuthorisation() {
        charge(1250);

        refuses(new OperationOrder("pi_a-o1", REFUND, Money.of(100, "USD"), "pi_a-1", null, false), "invalid_currency");
    }

    @Test
    void showsEveryOperationThatIsSentTwice() {
        charge(1250);

        accepts(operation(REFUND, "pi_a-o1", 500));
        accepts(operation(REFUND, "pi_a-o1", 500));

        assertThat(account().taken()).isEqualTo(250);
        assertThat(acquirer.summary().chargedMoreThanOnce()).containsExactly("pi_a-o1");
        assertThat(acquirer.summary().takenAmounts()).containsEntry("EUR", 250L);
    }

    @Test
    void scriptsOperationsByTheirOwnAmount() {
        charge(9900);

        refuses(operation(REFUND, "pi_a-o1", 151), "insufficient_funds");
        assertThat(settled(connector().operate(operation(REFUND, "pi_a-o2", 191))))
                .isInstanceOf(AttemptOutcome.NotProcessed.class);
        fails(operation(REFUND, "pi_a-o3", 168));

        assertThat(found("pi_a-o3").outcome()).isInstanceOf(Approved.class);
        assertThat(account().taken()).isEqualTo(9900 - 168);
    }

    @Test
    void knowsTheMoneyAfterReopening() throws IOException {
        authorizeOnly(1250);
        accepts(operation(CAPTURE, "pi_a-o1", 1000));
        settled(acquirer.settle());
        accepts(operation(REFUND, "pi_a-o2", 300));
        LedgerAccount before = account();
        acquirer.close();

        reopen("");

        assertThat(account()).isEqualTo(before);
        assertThat(before.taken()).isEqualTo(700);
        assertThat(acquirer.summary().entries()).isEqualTo(4);
    }

    /** Goal: the file alone tells the money. Method: random orders; sums over its lines against the accounts. */
    @Test
    void aCheckerNeedsNoMoreThanTheSumsOfTheFile() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        OperationKind[] kinds = OperationKind.values();
        for (int i = 0; i < 400; i++) {
            String original = "pi_" + random.nextInt(8) + "-1";
            long amount = 100 * (1 + random.nextInt(30));
            OperationKind kind = kinds[random.nextInt(kinds.length)];
            Order order = random.nextInt(4) == 0
                    ? random.nextBoolean() ? Given.order(original, amount) : Given.held(original, amount)
                    : new OperationOrder(
                            "pi_" + i + "-o1", kind, Money.of(amount, "EUR"), original, null, random.nextBoolean());
            settled(order.sendTo(connector()));
            if (random.nextInt(50) == 0) {
                settled(acquirer.settle());
            }
        }

        Map<String, Long> taken = new TreeMap<>();
        Map<String, Long> held = new TreeMap<>();
        for (String line : Files.readAllLines(directory.resolve("acquirer.jsonl"))) {
            JsonNode entry = new ObjectMapper().readTree(line);
            taken.merge(entry.path("original").asText(), entry.path("taken").asLong(), Long::sum);
            held.merge(entry.path("original").asText(), entry.path("held").asLong(), Long::sum);
            assertThat(taken.values()).allMatch(sum -> sum >= 0);
            assertThat(held.values()).allMatch(sum -> sum >= 0);
        }
        assertThat(taken).isNotEmpty().allSatisfy((original, sum) -> {
            LedgerAccount account = acquirer.account(original);
            assertThat(account.taken()).isEqualTo(sum).isEqualTo(account.captured() - account.returned());
            assertThat(account.held()).isEqualTo(held.get(original));
        });
        assertThat(acquirer.summary().takenAmounts().getOrDefault("EUR", 0L))
                .isEqualTo(taken.values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void decidesACrowdThatIsWrittenTogetherOneByOne() {
        charge(1000);

        long yes =
                IntStream.range(0, 50)
                        .mapToObj(i -> connector().operate(operation(REFUND, "pi_a-o" + i, 100)))
                        .toList()
                        .stream()
                        .map(Given::settled)
                        .filter(Approved.class::isInstance)
                        .count();

        assertThat(yes).isEqualTo(10);
        assertThat(account().taken()).isZero();
    }

    @Test
    void hidesAnOrderFromInquiriesForAWhile() throws IOException {
        acquirer.close();
        reopen("hidden=1");
        fails(Given.order("pi_a-1"));

        assertThat(settled(connector().inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.NotFound());
        now.set(now.get().plus(FaultPlan.HIDDEN_MAX));
        assertThat(found("pi_a-1").outcome()).isInstanceOf(Approved.class);
        assertThat(connector().absenceWindow()).isGreaterThan(FaultPlan.HIDDEN_MAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_401=1", "connection_refused=1"})
    void takesNoOrderThatItDidNotLookAt(String fault) throws IOException {
        acquirer.close();
        reopen(fault);

        assertThat(settled(connector().authorize(Given.order("pi_a-1"))))
                .isInstanceOf(AttemptOutcome.NotProcessed.class);
        assertThat(acquirer.summary().entries()).isZero();
    }

    @Test
    void takesAndTellsNothingWhileItIsAway() {
        acquirer.away(Duration.ofSeconds(30));
        fails(Given.order("pi_a-1"));
        assertThat(connector().inquire(about("pi_a-1")).toCompletableFuture()).isCompletedExceptionally();

        now.set(now.get().plusSeconds(30));
        assertThat(settled(connector().inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.NotFound());
        accepts(Given.order("pi_a-1"));
    }

    @Test
    void knowsOrdersApartByTheirReferenceWhenToldTo() throws IOException {
        acquirer.close();
        acquirer = SimulatedAcquirer.open(
                directory.resolve("idempotent.jsonl"),
                new SimulatedAcquirer.Behaviour(FaultPlan.NONE, true),
                Given.CLOCK);

        charge(1250);
        charge(1250);

        assertThat(acquirer.summary().entries()).isEqualTo(1);
    }

    @Test
    void offersEverything() {
        assertThat(connector().capabilities()).containsExactlyInAnyOrder(Capability.values());
    }

    private void reopen(String faults) throws IOException {
        SimulatedAcquirer.Behaviour behaviour = new SimulatedAcquirer.Behaviour(FaultPlan.parse(faults, 1), false);
        acquirer = new SimulatedAcquirer(
                AcquirerLedger.open(directory.resolve("acquirer.jsonl"), now::get), behaviour, Given.AT_ONCE, now::get);
    }

    private Processor connector() {
        return new InProcessConnector(acquirer);
    }

    private LedgerAccount account() {
        return acquirer.account("pi_a-1");
    }

    private void charge(long amount) {
        accepts(Given.order("pi_a-1", amount));
    }

    private void authorizeOnly(long amount) {
        accepts(Given.held("pi_a-1", amount));
    }

    private void accepts(Order order) {
        assertThat(settled(order.sendTo(connector()))).isInstanceOf(Approved.class);
    }

    private void refuses(Order order, String why) {
        assertThat(settled(order.sendTo(connector()))).isInstanceOfSatisfying(Declined.class, declined -> assertThat(
                        declined.failure().declineCode())
                .isEqualTo(why));
    }

    private void fails(Order order) {
        assertThat(order.sendTo(connector()).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IOException.class);
    }

    private InquiryAnswer.Found found(String reference) {
        InquiryAnswer answer = settled(connector().inquire(about(reference)));
        assertThat(answer).isInstanceOf(InquiryAnswer.Found.class);
        return (InquiryAnswer.Found) answer;
    }
}
