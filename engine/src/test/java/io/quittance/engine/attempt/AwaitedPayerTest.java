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
        assertThat(stage.reports()).containsExactly(new AttemptReport(OrderName.attempt(1), ASKED, false));

        answerAll(new InquiryAnswer.Found(ASKED), Duration.ofMinutes(2));
        assertThat(stage.reports())
                .isNotEmpty()
                .extracting(AttemptReport::outcome)
                .containsOnly(ASKED);

        stage.pass(Duration.ofMinutes(1));
        processor.answer().complete(new InquiryAnswer.Found(APPROVED));
        assertThat(stage.reports()).containsExactly(new AttemptReport(OrderName.attempt(1), APPROVED, true));
        stage.expectEnded(attempt);
        assertThat(processor.orders()).hasSize(1);
    }

    @Test
    void isNotBelievedToBeAbsent() {
        stage.dispatch();
        processor.outcome().complete(ASKED);
        stage.reports();

        answerAll(NOT_FOUND, Duration.ofHours(2));

        assertThat(stage.reports()).isEmpty();
    }

    /** Goal: what an inquiry or a late answer acknowledged is acknowledged, too. */
    @Test
    void isNotBelievedToBeAbsentAfterADoubt() {
        stage.dispatch();
        CompletableFuture<AttemptOutcome> order = processor.outcome();
        stage.pass(Duration.ofSeconds(11));
        stage.reports();

        order.complete(ASKED);
        assertThat(stage.reports()).containsExactly(new AttemptReport(OrderName.attempt(1), ASKED, true));
        answerAll(NOT_FOUND, Duration.ofHours(2));

        assertThat(stage.reports()).isEmpty();
    }

    @Test
    void isNotBelievedToBeAbsentAfterARestart() {
        Course course = Course.started(Given.NOW, Given.NOW)
                .awaitingPayer(new NextAction("https://issuer.example/7", Given.NOW.plusSeconds(900)));
        stage.resume(course);
        answerAll(NOT_FOUND, Duration.ofHours(2));

        assertThat(stage.reports())
                .extracting(AttemptReport::outcome)
                .hasExactlyElementsOfTypes(AttemptOutcome.Unknown.class);
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
