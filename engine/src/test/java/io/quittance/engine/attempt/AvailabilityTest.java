package io.quittance.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.support.Given;
import io.quittance.engine.support.ScriptedProcessor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is taken as a sign that a counterparty answers, or does not. */
final class AvailabilityTest {

    private static final AttemptOrder ORDER =
            new AttemptOrder("pi_x-1", Given.TERMS.amount(), Given.card(2030, 12), true);

    private final ScriptedProcessor processor = new ScriptedProcessor();
    private final Availability availability = new Availability(processor);
    private final List<Boolean> changes = new ArrayList<>();

    AvailabilityTest() {
        availability.onChange(changes::add);
    }

    @Test
    void changesWithOrdersAndInquiries() {
        outcome(new AttemptOutcome.Approved(new Approval("1", "2")));
        outcome(new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "nothing"));
        answer(new InquiryAnswer.NoAnswer("refused"));
        answer(new InquiryAnswer.NotFound());
        fail();
        outcome(new AttemptOutcome.Declined(new Failure("a", "b", null, null, null)));

        assertThat(changes).containsExactly(false, true, false, true);
    }

    @Test
    void learnsNothingFromWhatProvablyNeverLeft() {
        outcome(new AttemptOutcome.NotProcessed("connection refused"));
        fail();
        outcome(new AttemptOutcome.NotProcessed("connection refused"));

        assertThat(changes).containsExactly(false);
    }

    @Test
    void changesNothingOfWhatItPassesOn() {
        AttemptOutcome yes = new AttemptOutcome.Approved(new Approval("1", "2"));
        var stage = availability.authorize(ORDER).toCompletableFuture();
        processor.outcome().complete(yes);

        assertThat(stage).isCompletedWithValue(yes);
        assertThat(availability.name()).isEqualTo(processor.name());
        assertThat(availability.capabilities()).isEqualTo(processor.capabilities());
        assertThat(availability.answerDeadline()).isEqualTo(processor.answerDeadline());
        assertThat(availability.absenceWindow()).isEqualTo(processor.absenceWindow());
    }

    private void outcome(AttemptOutcome outcome) {
        var unused = availability.authorize(ORDER);
        processor.outcome().complete(outcome);
    }

    private void fail() {
        var unused = availability.authorize(ORDER);
        processor.outcome().completeExceptionally(new IOException("connection reset"));
    }

    private void answer(InquiryAnswer answer) {
        var unused = availability.inquire(Given.inquiry("pi_x-1"));
        processor.answer().complete(answer);
    }
}
