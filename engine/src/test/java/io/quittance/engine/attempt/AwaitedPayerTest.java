package io.quittance.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import io.quittance.engine.attempt.PaymentAttempt.Command;
import io.quittance.engine.support.Given;
import io.quittance.engine.support.ScriptedProcessor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An order whose counterparty waits for the payer: it is asked about until it has ended, and absence proves nothing.
 */
final class AwaitedPayerTest {

    private static final AttemptOutcome ASKED =
            new AttemptOutcome.ActionRequired("https://issuer.example/challenges/7", null);
    private static final AttemptOutcome APPROVED = new AttemptOutcome.Approved(new Approval("000017", "acq-17"));
    private static final InquiryAnswer NOT_FOUND = new InquiryAnswer.NotFound();

    private final AttemptStage stage = new AttemptStage();
    private final ScriptedProcessor processor = stage.processor();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void isAskedAboutUntilItHasEnded() {
        ActorRef<Command> attempt = stage.dispatch();
        processor.outcome().complete(ASKED);
        assertThat(stage.reports())
                .containsExactly(new AttemptReport(OrderName.attempt(1), ASKED, AttemptReport.Source.ANSWER));

        answerAll(new InquiryAnswer.Found(ASKED), Duration.ofMinutes(2));
        assertThat(stage.reports())
                .isNotEmpty()
                .extracting(AttemptReport::outcome)
                .containsOnly(ASKED);

        stage.pass(Duration.ofMinutes(1));
        processor.answer().complete(new InquiryAnswer.Found(APPROVED));
        assertThat(stage.reports())
                .containsExactly(new AttemptReport(OrderName.attempt(1), APPROVED, AttemptReport.Source.INQUIRY));
        stage.expectEnded(attempt);
        assertThat(processor.orders()).hasSize(1);
    }

    @Test
    void isNotBelievedToBeAbsent() {
        ActorRef<Command> attempt = stage.dispatch();
        processor.outcome().complete(ASKED);
        attempt.tell(PaymentAttempt.Word.PAYER_ASKED);
        stage.reports();

        answerAll(NOT_FOUND, Duration.ofHours(2));

        assertThat(stage.reports()).isEmpty();
    }

    @Test
    void isNotBelievedToBeAbsentAfterADoubt() {
        ActorRef<Command> attempt = stage.dispatch();
        CompletableFuture<AttemptOutcome> order = processor.outcome();
        stage.pass(Duration.ofSeconds(11));
        stage.reports();

        order.complete(ASKED);
        assertThat(stage.reports())
                .containsExactly(new AttemptReport(OrderName.attempt(1), ASKED, AttemptReport.Source.INQUIRY));
        attempt.tell(PaymentAttempt.Word.PAYER_ASKED);
        answerAll(NOT_FOUND, Duration.ofHours(2));

        assertThat(stage.reports()).isEmpty();
    }

    @Test
    void isNotBelievedToBeAbsentAfterARestart() {
        Course course = Course.started(Given.NOW, Given.NOW)
                .awaitingPayer(new NextAction("https://issuer.example/7", Given.NOW.plusSeconds(900)), Given.NOW);
        stage.resume(course);
        answerAll(NOT_FOUND, Duration.ofHours(2));

        assertThat(stage.reports())
                .extracting(AttemptReport::outcome)
                .hasExactlyElementsOfTypes(AttemptOutcome.Unknown.class);
    }

    /** Goal: what a counterparty said too late is heard. Method: the inquiry was given up before it was answered. */
    @Test
    void isToldByAnInquiryThatWasGivenUp() {
        stage.dispatch();
        stage.pass(Duration.ofSeconds(13));
        CompletableFuture<InquiryAnswer> slow = processor.answer();
        stage.pass(Duration.ofSeconds(11));
        stage.reports();

        slow.complete(new InquiryAnswer.Found(ASKED));

        assertThat(stage.reports()).extracting(AttemptReport::outcome).containsExactly(ASKED);
    }

    @Test
    void isAskedAboutEveryMinuteWhileThePayerHasHisTime() {
        ActorRef<Command> attempt = stage.dispatch();
        processor.outcome().complete(ASKED);
        attempt.tell(PaymentAttempt.Word.PAYER_ASKED);
        answerAll(new InquiryAnswer.Found(ASKED), Duration.ofMinutes(16));
        int asked = processor.inquiries().size();

        answerAll(new InquiryAnswer.Found(ASKED), Duration.ofMinutes(10));

        assertThat(processor.inquiries()).hasSize(asked + 10);
    }

    /** Goal: a payer's time that is over is a doubt like any other. Method: the schedule begins anew. */
    @Test
    void isAskedAboutAsADoubtWhenHisTimeIsOver() {
        ActorRef<Command> attempt = stage.dispatch();
        processor.outcome().complete(ASKED);
        attempt.tell(PaymentAttempt.Word.PAYER_ASKED);
        answerAll(new InquiryAnswer.Found(ASKED), Duration.ofMinutes(31));
        int asked = processor.inquiries().size();

        processor.whenAsked(() -> CompletableFuture.completedFuture(new InquiryAnswer.Found(ASKED)));
        attempt.tell(PaymentAttempt.Word.PAYER_OVERDUE);
        stage.pass(Duration.ofSeconds(30));

        assertThat(processor.inquiries()).hasSize(asked + 6);
    }

    /** Goal: what an operator ended, and nobody knows any more, leaves memory. Method: absence confirms him. */
    @Test
    void isBelievedToBeAbsentWhenAnOperatorHasEndedIt() {
        Course resolved = Course.started(Given.NOW, Given.NOW)
                .awaitingPayer(new NextAction("https://issuer.example/7", Given.NOW.plusSeconds(900)), Given.NOW)
                .inDoubt(Given.NOW.plusSeconds(960))
                .unconfirmed(true)
                .notProcessed(Failure.notProcessed("an operator found out"), Given.NOW.plusSeconds(1_000));
        ActorRef<Command> attempt = stage.resume(resolved);

        answerAll(NOT_FOUND, Duration.ofMinutes(2));

        assertThat(stage.reports())
                .filteredOn(report -> report.source() == AttemptReport.Source.ABSENCE)
                .hasSize(1);
        stage.expectEnded(attempt);
    }

    private void answerAll(InquiryAnswer answer, Duration time) {
        if (!processor.inquiries().isEmpty()) {
            processor.answer().complete(answer);
        }
        processor.whenAsked(() -> CompletableFuture.completedFuture(answer));
        stage.pass(time);
        processor.whenAsked(CompletableFuture::new);
    }
}
