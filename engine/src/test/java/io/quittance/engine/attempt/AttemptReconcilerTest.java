package io.quittance.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import io.quittance.engine.attempt.PaymentAttempt.Command;
import io.quittance.engine.support.ScriptedProcessor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AttemptReconcilerTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final AttemptOutcome APPROVED = new AttemptOutcome.Approved(new Approval("000017", "acq-17"));
    private static final AttemptOutcome UNKNOWN =
            new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "still working on it");
    private static final InquiryAnswer NOT_FOUND = new InquiryAnswer.NotFound();
    private static final InquiryAnswer NO_ANSWER = new InquiryAnswer.NoAnswer("unavailable");
    private static final AttemptReport FOUND_APPROVED =
            new AttemptReport(OrderName.attempt(1), APPROVED, AttemptReport.Source.INQUIRY);

    private final AttemptStage stage = new AttemptStage();
    private final ScriptedProcessor processor = stage.processor();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void asksOnTheScheduleAndNeverGivesUp() {
        ActorRef<Command> attempt = inDoubt();

        List<Long> asked = answerAll(NO_ANSWER, Duration.ofHours(1));

        long[] everyMinute = LongStream.rangeClosed(1, 15).map(n -> n * 60).toArray();
        assertThat(asked).startsWith(2L, 5L, 10L, 20L, 30L).endsWith(900L, 1800L, 2700L, 3600L);
        assertThat(asked.subList(5, 20))
                .containsExactly(LongStream.of(everyMinute).boxed().toArray(Long[]::new));
        assertThat(asked).hasSize(23);

        stage.pass(Duration.ofMinutes(15));
        processor.answer().complete(new InquiryAnswer.Found(APPROVED));
        assertThat(stage.reports()).containsExactly(FOUND_APPROVED);
        stage.expectEnded(attempt);
    }

    @Test
    void countsAnInquiryWithoutAnswerAsNoneAndAsksAgain() {
        inDoubt();

        stage.pass(Duration.ofSeconds(2));
        assertThat(processor.inquiries()).hasSize(1);
        stage.pass(Duration.ofSeconds(17));
        assertThat(processor.inquiries()).hasSize(1);
        stage.pass(SECOND);
        assertThat(processor.inquiries()).hasSize(2);
    }

    @Test
    void asksAgainWhenTheInquiryFails() {
        inDoubt();
        stage.pass(Duration.ofSeconds(2));

        processor.answer().completeExceptionally(new IOException("connection refused"));
        stage.pass(Duration.ofSeconds(3));

        assertThat(processor.inquiries()).hasSize(2);
        assertThat(stage.reports()).isEmpty();
    }

    /** Goal: a processor with a fault of its own loses no payment. Method: it throws, at the order and when asked. */
    @Test
    void goesOnWhenTheProcessorThrows() {
        processor.throwing(true);
        stage.dispatch();
        assertThat(stage.reports())
                .extracting(AttemptReport::outcome)
                .hasExactlyElementsOfTypes(AttemptOutcome.Unknown.class);
        stage.pass(Duration.ofSeconds(4));
        assertThat(processor.inquiries()).hasSize(1);

        processor.throwing(false);
        stage.pass(SECOND);
        processor.answer().complete(new InquiryAnswer.Found(APPROVED));
        assertThat(stage.reports()).containsExactly(FOUND_APPROVED);
    }

    @Test
    void asksAgainWhileTheCounterpartyDoesNotKnowEither() {
        inDoubt();
        stage.pass(Duration.ofSeconds(2));

        processor.answer().complete(new InquiryAnswer.Found(UNKNOWN));
        stage.pass(Duration.ofSeconds(3));
        processor.answer().complete(new InquiryAnswer.Found(APPROVED));

        assertThat(stage.reports()).containsExactly(FOUND_APPROVED);
    }

    @Test
    void usesALateAnswerToTheOrder() {
        ActorRef<Command> attempt = stage.dispatch();
        CompletableFuture<AttemptOutcome> order = processor.outcome();
        stage.pass(Duration.ofSeconds(11));
        stage.reports();

        order.complete(APPROVED);

        assertThat(stage.reports()).containsExactly(FOUND_APPROVED);
        stage.expectEnded(attempt);
        assertThat(processor.inquiries()).isEmpty();
    }

    @Test
    void learnsNothingFromALateAnswerThatIsUnknown() {
        stage.dispatch();
        CompletableFuture<AttemptOutcome> order = processor.outcome();
        stage.pass(Duration.ofSeconds(11));
        stage.reports();

        order.complete(UNKNOWN);
        stage.pass(SECOND);

        assertThat(stage.reports()).isEmpty();
        assertThat(processor.inquiries()).hasSize(1);
    }

    @Test
    void usesALateAnswerToAnEarlierInquiry() {
        inDoubt();
        stage.pass(Duration.ofSeconds(2));
        CompletableFuture<InquiryAnswer> first = processor.answer();
        stage.pass(Duration.ofSeconds(18));
        assertThat(processor.inquiries()).hasSize(2);

        first.complete(new InquiryAnswer.Found(APPROVED));

        assertThat(stage.reports()).containsExactly(FOUND_APPROVED);
    }

    @Test
    void doesNotBelieveInAbsenceBeforeTheWindow() {
        ActorRef<Command> attempt = inDoubt();

        assertThat(answerAll(NOT_FOUND, Duration.ofSeconds(67))).containsExactly(2L, 5L, 10L, 20L, 30L, 60L);
        assertThat(stage.reports()).isEmpty();

        assertThat(answerAll(NOT_FOUND, SECOND)).containsExactly(68L);
        assertThat(stage.reports()).singleElement().satisfies(report -> {
            assertThat(report.outcome()).isInstanceOf(AttemptOutcome.NotProcessed.class);
            assertThat(report.afterInquiry()).isTrue();
        });
        stage.expectEnded(attempt);
    }

    @Test
    void doesNotBelieveInAbsenceThatWasSeenOnce() {
        inDoubt();
        answerAll(NO_ANSWER, Duration.ofSeconds(61));

        assertThat(answerAll(NOT_FOUND, Duration.ofSeconds(63))).containsExactly(120L);
        assertThat(stage.reports()).isEmpty();

        assertThat(answerAll(NOT_FOUND, SECOND)).containsExactly(125L);
        assertThat(stage.reports())
                .extracting(AttemptReport::outcome)
                .hasExactlyElementsOfTypes(AttemptOutcome.NotProcessed.class);
    }

    @Test
    void countsSightingsOfAbsenceInARow() {
        inDoubt();
        answerAll(NOT_FOUND, Duration.ofSeconds(67));
        answerAll(NO_ANSWER, SECOND);
        assertThat(answerAll(NOT_FOUND, Duration.ofSeconds(60))).containsExactly(128L);
        assertThat(stage.reports()).isEmpty();

        answerAll(NOT_FOUND, Duration.ofSeconds(5));
        assertThat(stage.reports()).hasSize(1);
    }

    @Test
    void asksAtOnceAfterARestartAndSendsNothing() {
        ActorRef<Command> attempt = stage.resume();

        assertThat(processor.inquiries()).containsExactly(AttemptStage.REFERENCE);
        processor.answer().complete(new InquiryAnswer.Found(APPROVED));

        assertThat(stage.reports()).containsExactly(FOUND_APPROVED);
        stage.expectEnded(attempt);
        assertThat(processor.orders()).isEmpty();
    }

    /**
     * Goal: no absence is believed while a sender may be alive, whatever the wall clock says. Method: after a restart
     * the former process may have sent this very moment, so its answer's deadline comes before the window.
     */
    @Test
    void startsTheWindowAfterARestartWhenNoSenderCanBeAliveAnyMore() {
        stage.resume();
        processor.answer().complete(NOT_FOUND);
        assertThat(stage.reports())
                .extracting(AttemptReport::outcome)
                .containsExactly(new AttemptOutcome.Unknown(Evidence.INTERRUPTED, "not found, or not final yet"));

        assertThat(answerAll(NOT_FOUND, Duration.ofSeconds(77))).containsExactly(2L, 5L, 10L, 20L, 30L, 60L);
        assertThat(stage.reports()).isEmpty();
        assertThat(answerAll(NOT_FOUND, SECOND)).containsExactly(78L);
        assertThat(stage.reports())
                .extracting(AttemptReport::outcome)
                .hasExactlyElementsOfTypes(AttemptOutcome.NotProcessed.class);
        assertThat(processor.orders()).isEmpty();
    }

    @Test
    void tellsOnceThatAnInterruptedOrderIsInDoubt() {
        stage.resume();
        processor.answer().complete(NO_ANSWER);
        assertThat(stage.reports()).hasSize(1);

        answerAll(NO_ANSWER, Duration.ofMinutes(5));

        assertThat(stage.reports()).isEmpty();
    }

    @Test
    void asksAtOnceWhenItIsTold() {
        ActorRef<Command> attempt = inDoubt();
        stage.pass(Duration.ofSeconds(35));
        processor.answer().complete(NO_ANSWER);
        int asked = processor.inquiries().size();

        attempt.tell(PaymentAttempt.Word.INQUIRE_NOW);
        attempt.tell(PaymentAttempt.Word.INQUIRE_NOW);

        assertThat(processor.inquiries()).hasSize(asked + 1);
    }

    /**
     * Goal: an approval that comes after the end is not lost. Method: absence is believed, then the order's answer
     * comes.
     */
    @Test
    void tellsAnApprovalThatComesAfterTheEnd() {
        ActorRef<Command> attempt = stage.dispatch();
        CompletableFuture<AttemptOutcome> order = processor.outcome();
        answerAll(NOT_FOUND, Duration.ofSeconds(140));
        assertThat(stage.reports())
                .extracting(AttemptReport::outcome)
                .hasExactlyElementsOfTypes(AttemptOutcome.Unknown.class, AttemptOutcome.NotProcessed.class);

        order.complete(APPROVED);

        assertThat(stage.reports())
                .containsExactly(new AttemptReport(OrderName.attempt(1), APPROVED, AttemptReport.Source.ANSWER));
        stage.expectEnded(attempt);
    }

    /** Goal: "not found" is as old as its question. Method: one asked inside the window is answered after it. */
    @Test
    void doesNotCountAnAnswerToAnInquiryThatWasGivenUp() {
        inDoubt();
        answerAll(NOT_FOUND, Duration.ofSeconds(29));
        stage.pass(SECOND);
        CompletableFuture<InquiryAnswer> slow = processor.answer();
        stage.pass(Duration.ofSeconds(45));

        slow.complete(NOT_FOUND);
        assertThat(stage.reports()).isEmpty();
        slow = processor.answer();
        slow.complete(new InquiryAnswer.Found(APPROVED));
        assertThat(stage.reports()).containsExactly(FOUND_APPROVED);
    }

    /** An attempt whose order was answered with nothing, at time zero. */
    private ActorRef<Command> inDoubt() {
        ActorRef<Command> attempt = stage.dispatch();
        processor.outcome().completeExceptionally(new IOException("connection reset"));
        assertThat(stage.reports()).hasSize(1);
        return attempt;
    }

    /** Lets time pass, answering each inquiry at once. Gives the seconds since the doubt at which it was asked. */
    private List<Long> answerAll(InquiryAnswer answer, Duration time) {
        List<Long> asked = new ArrayList<>();
        processor.whenAsked(() -> {
            asked.add(stage.elapsedSeconds());
            return CompletableFuture.completedFuture(answer);
        });
        stage.pass(time);
        processor.whenAsked(CompletableFuture::new);
        return asked;
    }
}
