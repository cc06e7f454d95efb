package io.quittance.engine.intent;

import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.MethodSummary;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Under which terms money is moved, by payment method: a card goes to an acquirer, another payment to a terminal.
 *
 * @param card the terms of the acquirer
 * @param terminal the terms of terminals
 */
public record MethodTerms(AcquirerTerms card, AcquirerTerms terminal) {

    /** The terms of an engine without terminals. */
    public static MethodTerms ofCards(AcquirerTerms card) {
        return new MethodTerms(
                card, new AcquirerTerms("terminal", Duration.ofSeconds(1), Set.of(), card.captureWindow()));
    }

    /** The terms of a payment method. */
    AcquirerTerms of(MethodSummary method) {
        return method.isTerminal() ? terminal : card;
    }

    /** The terms of the counterparty that has the intent's money, or that the last attempt went to. */
    AcquirerTerms of(IntentFacts facts) {
        Optional<Attempt> last = facts.authorizedAttempt()
                .or(() -> facts.attempts().isEmpty() ? Optional.empty() : Optional.of(facts.lastAttempt()));
        return last.map(attempt -> of(attempt.method())).orElse(card);
    }

    /** Whether any of them can do this. */
    boolean offers(Capability capability) {
        return card.offers(capability) || terminal.offers(capability);
    }
}
