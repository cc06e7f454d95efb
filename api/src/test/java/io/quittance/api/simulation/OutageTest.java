package io.quittance.api.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.simulation.Generation.Surroundings;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.OperationRequest;
import io.quittance.engine.intent.OperationWish.Verb;
import io.quittance.engine.intent.PaymentRequest;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.WorkItem;
import io.quittance.engine.reading.WorkQuery;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: an acquirer that takes orders, does not answer and is then away for ten minutes leaves no payment to chance.
 * Method: real engine, virtual time; the auditor watches every event, order and effect meanwhile.
 */
final class OutageTest {

    private static final int INTENTS = 40;
    private static final long OUTAGE_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final long RESOLVED_WITHIN_MILLIS = 30_000;

    private final World world = new World(17);
    private final Mishaps mishaps = Mishaps.none(world);
    private final Checks checks = new Checks(world);
    private final PlayedAcquirer acquirer = new PlayedAcquirer(world, mishaps, checks, UnaryOperator.identity());
    private final SimulatedStore store = new SimulatedStore(checks);
    private final Processes processes = new Processes(
            new Surroundings(
                    world,
                    mishaps,
                    store,
                    acquirer,
                    new PlayedReceivers(world, mishaps, checks.webhooks()),
                    Duration.ofSeconds(1)),
            checks);

    @AfterEach
    void stop() {
        processes.dieAll();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void paymentsInDoubtAreResolvedWhenTheAcquirerIsBack(boolean restarts) {
        processes.start();
        takeWithoutAnswer();
        payAll();
        away(restarts, IntentStatus.PENDING);

        assertThat(checks.books().stream().map(book -> book.account.attempts.get(0).outcome))
                .hasSize(INTENTS)
                .contains("approved", "declined", "not_processed");
        assertThatAllIsKnown();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refundsInDoubtAreResolvedWhenTheAcquirerIsBack(boolean restarts) {
        processes.start();
        payAll();
        runFor(2_000);
        assertThat(checks.books()).allMatch(book -> book.stand().status().equals("succeeded"));
        takeWithoutAnswer();
        for (StreamBook book : checks.books()) {
            OperationRequest half = OperationRequest.of(Verb.REFUND, book.account.amount / 2);
            new Wish.Operate("refund", new IntentId(book.id()), half).send(engine());
        }
        away(restarts, IntentStatus.SUCCEEDED);

        assertThat(checks.books().stream().map(book -> book.account.operations.get(0).outcome))
                .hasSize(INTENTS)
                .contains("approved", "declined", "not_processed");
        assertThatAllIsKnown();
    }

    @Test
    void withoutAnOutageNothingIsInTheWorkList() {
        processes.start();
        payAll();
        runFor(2_000);

        assertThat(workList()).isEmpty();
        assertThatAllIsKnown();
    }

    private void payAll() {
        for (int number = 1; number <= INTENTS; number++) {
            IntentRequest intent = IntentRequest.of(1_000L + number, "EUR").withReference("order-" + number);
            engine().pay(
                            Wish.SHOP,
                            new PaymentRequest(intent, Wish.CARD, null, null),
                            new IdempotencyKey("key-" + number));
        }
    }

    /** Most orders arrive, some do not; no answer comes back. */
    private void takeWithoutAnswer() {
        mishaps.rate(Mishap.ANSWER_LOST, 1000);
        mishaps.rate(Mishap.ORDER_LOST, 200);
        mishaps.rate(Mishap.DECLINED, 200);
    }

    /** The outage, minute by minute, and the time that is given to find out all. */
    private void away(boolean restarts, IntentStatus meanwhile) {
        runFor(1_000);
        acquirer.goDown(OUTAGE_MILLIS);
        long back = world.elapsed() + OUTAGE_MILLIS;
        runFor(12_000);
        while (world.elapsed() < back) {
            assertThat(workList())
                    .hasSize(INTENTS)
                    .allMatch(intent -> intent.status() == meanwhile)
                    .allMatch(intent -> "in_doubt".equals(intent.snapshot().statusReason()));
            if (restarts && world.elapsed() > back - OUTAGE_MILLIS / 2) {
                restarts = false;
                processes.startAfresh();
            }
            runFor(Math.min(60_000, back - world.elapsed()));
        }
        runFor(RESOLVED_WITHIN_MILLIS);
        assertThat(workList()).isEmpty();
    }

    /** One order each, and the engine's books are the acquirer's. */
    private void assertThatAllIsKnown() {
        checks.close();
        assertThat(checks.first()).isNull();
        assertThat(checks.books())
                .flatMap(book -> book.account.attempts)
                .hasSize(INTENTS)
                .allMatch(deed -> deed.sent == 1);
        assertThat(checks.books()).flatMap(book -> book.account.operations).allMatch(deed -> deed.sent == 1);
    }

    private List<IntentView> workList() {
        CompletableFuture<Listing<WorkItem>> asked =
                engine().workList(Wish.SHOP, new WorkQuery(100, null)).toCompletableFuture();
        while (!asked.isDone()) {
            world.advance();
        }
        return ((Listing.Found<WorkItem>) asked.join())
                .page().data().stream().map(WorkItem::intent).toList();
    }

    private PaymentEngine engine() {
        return Objects.requireNonNull(processes.engine());
    }

    private void runFor(long millis) {
        long end = world.elapsed() + millis;
        while (world.elapsed() < end) {
            assertThat(world.advance()).isTrue();
            processes.look();
            assertThat(checks.first()).isNull();
        }
    }
}
