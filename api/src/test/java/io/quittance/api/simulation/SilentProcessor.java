package io.quittance.api.simulation;

import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Processor;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes orders and never answers. */
final class SilentProcessor implements Processor {

    @Override
    public String name() {
        return "silent";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
        return CompletableFuture.completedFuture(new InquiryAnswer.NotFound());
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
