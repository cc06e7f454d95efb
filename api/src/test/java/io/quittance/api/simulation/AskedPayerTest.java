package io.quittance.api.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.ActionRequired;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.PaymentIntent;
import io.quittance.engine.intent.PaymentRequest;
import io.quittance.engine.intent.ResolutionRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Goal: intent, actor of the order and rules agree about a payer who is asked. Method: the real engine in virtual time,
 * and an acquirer that says what the test wants it to.
 */
final class AskedPayerTest {

    private static final InquiryAnswer NOT_FOUND = new InquiryAnswer.NotFound();
    private static final InquiryAnswer ASKED =
            new InquiryAnswer.Found(new ActionRequired("https://issuer.example/7", null));
    private static final InquiryAnswer DECLINED = new InquiryAnswer.Found(
            new AttemptOutcome.Declined(new Failure("card_declined", "No.", "do_not_honor", "05", null)));
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(PaymentIntent.class);

    private final World world = new World(11);
    private final Lane lane = new Lane(world, 1);
    private final Script script = new Script();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private PaymentEngine engine;

    @BeforeEach
    void start() {
        log.start();
        LOG.addAppender(log);
        SimulatedStore store = new SimulatedStore((entry, writer) -> {});
        StoreDoor door = new StoreDoor(world, Mishaps.none(world), store, lane);
        engine = lane.start(() -> PaymentEngine.builder()
                .journal(new SimulatedJournal(lane, store, door))
                .processor(script)
                .clock(world::instant)
                .start());
    }

    @AfterEach
    void stop() {
        lane.die();
        LOG.detachAppender(log);
    }

    /**
     * Goal: no second order while a payer is at his page. Method: the order's answer is lost, news tells that he is
     * asked, and then the acquirer knows nothing of it.
     */
    @Test
    void whatNewsAcknowledgedIsNotBelievedToBeAbsent() {
        CompletableFuture<PaymentResult> first = pay("key-1");
        runFor(Duration.ofSeconds(1));
        script.answer = ASKED;
        script.news.tell(script.orders.get(0));
        runFor(Duration.ofMillis(100));
        assertThat(reason(first)).isEqualTo("requires_action");

        script.answer = NOT_FOUND;
        runFor(Duration.ofMinutes(10));
        CompletableFuture<PaymentResult> second = pay("key-2");
        runFor(Duration.ofSeconds(1));

        assertThat(second.join()).isInstanceOf(PaymentResult.Refused.class);
        assertThat(script.orders).hasSize(1);
        assertThat(look().statusReason()).isEqualTo("requires_action");
    }

    /** Goal: the order's actor is told what the intent recorded. Method: it asks every minute beyond the 15th. */
    @Test
    void isAskedAboutEveryMinuteWhileThePayerHasHisTime() {
        script.answer = ASKED;
        pay("key-1");
        runFor(Duration.ofMinutes(16));
        int asked = script.inquiries;

        runFor(Duration.ofMinutes(10));

        assertThat(script.inquiries - asked).isBetween(9, 11);
    }

    /**
     * Goal: a payer's time that is over is a doubt from the beginning: asked about at once, and alerted in its time.
     */
    @Test
    void isADoubtFromTheBeginningWhenHisTimeIsOver() {
        script.answer = ASKED;
        pay("key-1");
        runFor(Duration.ofMinutes(30).plusSeconds(50));
        assertThat(look().statusReason()).isEqualTo("requires_action");
        int asked = script.inquiries;

        runFor(Duration.ofSeconds(60));
        assertThat(look().statusReason()).isEqualTo("in_doubt");
        assertThat(script.inquiries - asked).isBetween(5, 8);
        assertThat(errors()).isEmpty();

        runFor(Duration.ofMinutes(16));
        assertThat(errors()).singleElement().asString().contains("has been unknown for long");
    }

    /** Goal: what an operator ended, and nobody knows any more, is asked about no more. */
    @Test
    void isAskedAboutNoMoreWhenAnOperatorEndedItAndNobodyKnowsIt() {
        overdue();
        script.answer = NOT_FOUND;
        resolve("not_processed");
        runFor(Duration.ofMinutes(5));
        int asked = script.inquiries;

        runFor(Duration.ofHours(5));

        assertThat(script.inquiries).isEqualTo(asked);
        assertThat(look().isSafeToRetry()).isTrue();
        assertThat(errors()).isEmpty();
    }

    /** Goal: money that counts as taken and is not there is an alert. */
    @Test
    void isAnAlertWhenTheAcquirerContradictsAnOperatorsApproval() {
        overdue();
        script.answer = DECLINED;
        resolve("approved");
        runFor(Duration.ofMinutes(1));

        assertThat(errors()).singleElement().asString().contains("attempt-1", "the acquirer says declined");
    }

    private void overdue() {
        script.answer = ASKED;
        pay("key-1");
        runFor(Duration.ofMinutes(32));
        assertThat(look().statusReason()).isEqualTo("in_doubt");
    }

    private void resolve(String outcome) {
        ResolutionRequest said =
                new ResolutionRequest(outcome, "report, line 17", "asked on the phone", null, "ada", null);
        CompletableFuture<PaymentResult> resolved =
                engine.resolve(Wish.SHOP, id(), said, null).toCompletableFuture();
        runFor(Duration.ofSeconds(1));
        assertThat(resolved.join()).isInstanceOf(PaymentResult.Answered.class);
    }

    private CompletableFuture<PaymentResult> pay(String key) {
        IntentRequest cart = IntentRequest.of(1250, "EUR").withReference("cart-1");
        return engine.pay(Wish.SHOP, new PaymentRequest(cart, Wish.CARD, null, null), new IdempotencyKey(key))
                .toCompletableFuture();
    }

    private IntentSnapshot look() {
        CompletableFuture<PaymentResult> looked = engine.find(Wish.SHOP, id()).toCompletableFuture();
        runFor(Duration.ofMillis(100));
        return ((PaymentResult.Answered) looked.join()).intent().snapshot();
    }

    private static String reason(CompletableFuture<PaymentResult> told) {
        assertThat(told).isDone();
        return Objects.requireNonNull(
                ((PaymentResult.Answered) told.join()).intent().snapshot().statusReason());
    }

    private static IntentId id() {
        return IntentId.ofReference(Wish.SHOP, "cart-1");
    }

    private List<String> errors() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void runFor(Duration time) {
        boolean[] isOver = {false};
        world.after(time.toMillis(), () -> isOver[0] = true);
        while (!isOver[0]) {
            assertThat(world.advance()).isTrue();
        }
    }

    /** Never answers an order; answers every inquiry as it is told to. */
    private static final class Script implements Processor {
        private final List<String> orders = new ArrayList<>();
        private NewsDesk news = reference -> {};
        private InquiryAnswer answer = NOT_FOUND;
        private int inquiries;

        @Override
        public String name() {
            return "script";
        }

        @Override
        public Set<Capability> capabilities() {
            return EnumSet.allOf(Capability.class);
        }

        @Override
        public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
            orders.add(order.downstreamReference());
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
            inquiries++;
            return CompletableFuture.completedFuture(answer);
        }

        @Override
        public void onNews(NewsDesk desk) {
            news = desk;
        }

        @Override
        public Duration answerDeadline() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration absenceWindow() {
            return Duration.ofSeconds(30);
        }
    }
}
