package io.quittance.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import io.quittance.engine.attempt.PaymentAttempt.Command;
import io.quittance.engine.support.ScriptedProcessor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PaymentAttemptTest {

    private static final AttemptOutcome APPROVED = new AttemptOutcome.Approved(new Approval("000017", "acq-17"));

    private final AttemptStage stage = new AttemptStage();
    private final ScriptedProcessor processor = stage.processor();

    @AfterEach
    void close() {
        stage.close();
    }

    static Stream<AttemptOutcome> finalOutcomes() {
        return Stream.of(
                APPROVED,
                new AttemptOutcome.Declined(new Failure("card_declined", "No.", null, null, null)),
                new AttemptOutcome.NotProcessed("closed"));
    }

    @ParameterizedTest
    @MethodSource("finalOutcomes")
    void reportsAFinalAnswerAndEnds(AttemptOutcome outcome) {
        ActorRef<Command> attempt = stage.dispatch();

        assertThat(processor.orders()).containsExactly(AttemptStage.ORDER);
        assertThat(stage.reports()).isEmpty();
        processor.outcome().complete(outcome);

        assertThat(stage.reports())
                .containsExactly(new AttemptReport(OrderName.attempt(1), outcome, AttemptReport.Source.ANSWER));
        stage.expectEnded(attempt);
        assertThat(processor.inquiries()).isEmpty();
    }

    @Test
    void isInDoubtAtTheDeadlineAndNoEarlier() {
        stage.dispatch();

        stage.pass(Duration.ofSeconds(9));
        assertThat(stage.reports()).isEmpty();

        stage.pass(Duration.ofSeconds(1));
        assertThat(stage.reports()).containsExactly(doubt("no answer within 10000 ms"));
    }

    @Test
    void isInDoubtWhenTheAnswerCannotBeTrusted() {
        stage.dispatch();

        processor.outcome().complete(new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "HTTP 500"));

        assertThat(stage.reports()).containsExactly(doubt("HTTP 500"));
    }

    @Test
    void isInDoubtWhenTheLineBreaks() {
        stage.dispatch();

        processor.outcome().completeExceptionally(new CompletionException(new IOException("connection reset")));

        assertThat(stage.reports()).containsExactly(doubt("connection reset"));
    }

    @Test
    void isInDoubtWhenTheAnswerIsEmpty() {
        stage.dispatch();

        processor.outcome().complete(null);

        assertThat(stage.reports()).containsExactly(doubt("an empty answer"));
    }

    @Test
    void reportsItsDoubtOnceAndSendsNothingTwice() {
        stage.dispatch();
        processor.outcome().completeExceptionally(new IOException("connection reset"));

        stage.pass(Duration.ofMinutes(20));

        assertThat(stage.reports()).hasSize(1);
        assertThat(processor.orders()).hasSize(1);
        assertThat(processor.inquiries()).hasSizeGreaterThan(10).containsOnly(AttemptStage.REFERENCE);
    }

    @Test
    void asksTwoSecondsAfterTheDoubt() {
        stage.dispatch();
        stage.pass(Duration.ofSeconds(11));
        assertThat(processor.inquiries()).isEmpty();

        stage.pass(Duration.ofSeconds(1));
        assertThat(processor.inquiries()).containsExactly(AttemptStage.REFERENCE);
    }

    private static AttemptReport doubt(String detail) {
        return new AttemptReport(
                OrderName.attempt(1),
                new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, detail),
                AttemptReport.Source.ANSWER);
    }
}
