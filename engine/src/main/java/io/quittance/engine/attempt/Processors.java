package io.quittance.engine.attempt;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * Which processor an order goes to: told by the payment method alone, which is recorded, so that the answer is the same
 * after every restart.
 *
 * @param cards takes payments with cards
 * @param terminals takes payments at terminals
 */
public record Processors(Processor cards, Processor terminals) {

    /** Stands for terminals that an engine was started without: what was begun with them stays unknown. */
    public static final Processor NO_TERMINALS = new NoTerminals();

    /** An engine without terminals. */
    public static Processors ofCards(Processor cards) {
        return new Processors(cards, NO_TERMINALS);
    }

    /** The processor of a payment method. */
    public Processor of(MethodSummary method) {
        return method.isTerminal() ? terminals : cards;
    }

    /** Gives both somebody to tell that something became of a reference. */
    public void onNews(NewsDesk desk) {
        cards.onNews(desk);
        terminals.onNews(desk);
    }

    /** Gives both somebody to tell what a payer is about to do for a reference. */
    public void onProgress(BiConsumer<String, PayerStep> steps) {
        cards.onProgress(steps);
        terminals.onProgress(steps);
    }

    private static final class NoTerminals implements Processor {

        private static final String WORDS = "this engine was started without terminals";

        @Override
        public String name() {
            return "terminal";
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
            return notSent();
        }

        @Override
        public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
            return notSent();
        }

        private static CompletionStage<AttemptOutcome> notSent() {
            return CompletableFuture.completedFuture(new AttemptOutcome.NotProcessed(WORDS));
        }

        @Override
        public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
            return CompletableFuture.completedFuture(new InquiryAnswer.NoAnswer(WORDS));
        }

        @Override
        public Duration answerDeadline() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration absenceWindow() {
            return Duration.ZERO;
        }
    }
}
