package io.quittance.api.simulation;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.PaymentResult.Answered;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.IntentState;
import io.quittance.engine.intent.IntentState.Known;
import java.util.Objects;

/**
 * At the end every request is sent once more and every intent is looked at: nothing may have changed. Of an intent that
 * does not verify, nothing may be told.
 */
final class Encore {

    private final Street street;
    private final Processes processes;
    private final SimulatedReadModel folded;
    private int open;

    Encore(Street street, Processes processes, SimulatedReadModel folded) {
        this.street = street;
        this.processes = processes;
        this.folded = folded;
    }

    void ask() {
        PaymentEngine engine = Objects.requireNonNull(processes.engine(), "an engine serves at the end");
        for (Buyer buyer : street.buyers()) {
            for (Wish wish : buyer.granted()) {
                if (street.checks().books().stream().noneMatch(book -> book.isDamaged && wish.isOf(book))) {
                    repeat(engine, buyer, wish);
                }
            }
        }
        street.checks().books().forEach(book -> look(engine, book));
    }

    private void repeat(PaymentEngine engine, Buyer buyer, Wish wish) {
        open++;
        String name = buyer.name() + " at the end " + wish.key();
        var unused = wish.send(engine)
                .whenComplete((result, failure) -> street.arrives(name, result, failure, () -> {
                    open--;
                    if (result instanceof Answered answered) {
                        street.checks().finalAnswer(wish.name(), answered);
                    } else {
                        street.checks().violation("I6", name + " was told " + Checks.words(result));
                    }
                }));
    }

    private void look(PaymentEngine engine, StreamBook book) {
        open++;
        String name = "look " + book.id();
        var unused = engine.find(Wish.SHOP, new IntentId(book.id()))
                .whenComplete((result, failure) -> street.arrives(name, result, failure, () -> {
                    open--;
                    if (!book.isDamaged) {
                        compare(book, result);
                    }
                }));
    }

    /** What is served, what the engine's own fold of the journal gives, and what the auditor read are one. */
    private void compare(StreamBook book, PaymentResult result) {
        IntentState state = folded.fold(book.stream);
        if (!(result instanceof Answered answered) || !(state instanceof Known known)) {
            street.checks().violation("I8", book.id() + " was told as " + Checks.words(result));
            return;
        }
        if (!answered.intent().snapshot().toString().equals(known.snapshot().toString())) {
            street.checks().violation("I8", book.id() + " is served otherwise than its events say");
        }
        if (answered.intent().snapshot().facts().version() != book.stands.size()) {
            street.checks().violation("I12", book.id() + " is served as it was before its last event");
        }
    }

    boolean isAnswered() {
        return open == 0;
    }
}
