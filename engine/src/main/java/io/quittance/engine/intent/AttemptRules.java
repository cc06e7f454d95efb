package io.quittance.engine.intent;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.IntentCommand.Create;
import io.quittance.engine.intent.IntentCommand.MoneyRequest;
import io.quittance.engine.intent.IntentCommand.Pay;
import io.quittance.engine.intent.IntentCommand.StartAttempt;
import io.quittance.engine.intent.IntentDecision.Record;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.RequestJoined;
import io.quittance.engine.intent.IntentState.Authorized;
import io.quittance.engine.intent.IntentState.Closed;
import io.quittance.engine.intent.IntentState.Funded;
import io.quittance.engine.intent.IntentState.InCheckout;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.IntentState.Open;
import io.quittance.engine.intent.IntentState.Pending;
import io.quittance.engine.intent.Refusal.Code;
import io.quittance.engine.token.AccessToken;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an intent takes an attempt. Pure. */
record AttemptRules(MethodTerms terms) {

    static final String CONFLICT =
            "An earlier attempt was charged after all, and giving that money back is not confirmed yet.";

    /** An intent that exists is made again: it is told, when the terms are the same. */
    static IntentDecision create(Known known, Create create, Instant now) {
        return termsDiffer(known, create.terms()).orElseGet(() -> KeyRules.answerExisting(known, create, now));
    }

    IntentDecision decide(Known known, MoneyRequest request, Instant now) {
        return request instanceof Pay pay
                ? termsDiffer(known, pay.terms()).orElseGet(() -> pay(known, pay, now))
                : attempt(known, (StartAttempt) request, now);
    }

    private IntentDecision pay(Known known, Pay pay, Instant now) {
        return known instanceof Funded ? KeyRules.answerExisting(known, pay, now) : startIfOpen(known, pay, now);
    }

    private IntentDecision attempt(Known known, StartAttempt request, Instant now) {
        return KeyRules.stale(known, request.expectedVersion())
                .or(() -> named(known, request, now))
                .orElseGet(() -> startIfOpen(known, request, now));
    }

    /** The attempt of this reference exists: its outcome is the answer, unless it provably had no effect. */
    private static Optional<IntentDecision> named(Known known, StartAttempt request, Instant now) {
        Attempt named = named(known, request.attemptReference());
        if (named == null || named.status() == AttemptStatus.NOT_PROCESSED) {
            return Optional.empty();
        } else if (!named.method().equals(request.method().summary())) {
            return Optional.of(IntentDecision.because(
                    Code.REFERENCE_ALREADY_USED,
                    known,
                    "The attempt of this reference was made with another payment method."));
        }
        return Optional.of(
                named.course().isOpen()
                        ? new Record(List.of(new RequestJoined(now, request.request(), named.number())))
                        : KeyRules.answerExisting(known, request, now));
    }

    private IntentDecision startIfOpen(Known known, MoneyRequest request, Instant now) {
        // A key whose attempt never took effect runs again, and is still the one that made the intent.
        KeyLog.Entry earlier = known.keys().find(request.request());
        boolean createdIntent = earlier != null && earlier.createdIntent();
        return notOpen(known, now)
                .or(() -> givenOnPage(known, request.method()))
                .or(() -> cannotPay(known.facts().terms(), request.method(), now))
                .orElseGet(() -> new Record(List.of(start(known.facts(), request, createdIntent, now))));
    }

    static Optional<IntentDecision> notOpen(Known known, Instant now) {
        if (known instanceof Pending pending) {
            return Optional.of(unfinished(pending));
        } else if (known instanceof InCheckout) {
            return Optional.of(IntentDecision.because(
                    Code.ATTEMPT_IN_PROGRESS,
                    known,
                    "A payer is about to pay this on its payment page. Wait for it, or revoke its access token."));
        } else if (known instanceof Authorized) {
            return Optional.of(IntentDecision.because(
                    Code.ALREADY_AUTHORIZED, known, "This intent is authorised; capture it, or cancel it."));
        } else if (known instanceof Funded) {
            return Optional.of(IntentDecision.because(
                    Code.ALREADY_SUCCEEDED, known, "This intent is paid; it takes no further attempt."));
        } else if (known instanceof Closed || isOverdue(known, now)) {
            return Optional.of(IntentDecision.because(
                    Code.INTENT_CLOSED,
                    known,
                    "This intent was canceled or has expired; it takes no further attempt."));
        }
        return exhausted((Open) known);
    }

    private static IntentDecision unfinished(Pending pending) {
        if (pending.snapshot().isInDoubt()) {
            return IntentDecision.because(
                    Code.ATTEMPT_IN_DOUBT,
                    pending,
                    "The outcome of the last attempt is not known yet and is being inquired.");
        }
        return IntentDecision.because(
                Code.ATTEMPT_IN_PROGRESS,
                pending,
                pending.snapshot().nextAction() == null
                        ? "Another attempt is under way."
                        : "Another attempt waits for the payer: send him to the address in next_action, or wait"
                                + " until his time is over.");
    }

    private static Optional<IntentDecision> exhausted(Open known) {
        if (known.facts().unreversed().findAny().isPresent()) {
            return Optional.of(IntentDecision.because(Code.ATTEMPT_IN_DOUBT, known, CONFLICT));
        }
        return known.facts().attempts().size() < Limits.ATTEMPTS_PER_INTENT_MAX
                ? Optional.empty()
                : Optional.of(
                        IntentDecision.because(Code.INTENT_CLOSED, known, "This intent has used its last attempt."));
    }

    /** Its time is over, whether or not that is recorded yet. */
    private static boolean isOverdue(Known known, Instant now) {
        Instant expiry = known.facts().terms().expiresAt();
        return expiry != null && !now.isBefore(expiry);
    }

    AttemptStarted start(IntentFacts facts, MoneyRequest request, boolean createdIntent, Instant now) {
        Start start =
                new Start(request.method().summary(), request.attemptReference(), request.request(), createdIntent);
        return start(facts, start, now);
    }

    /** What an attempt begins with. */
    record Start(
            MethodSummary method, @Nullable String attemptReference, KeyedRequest request, boolean createdIntent) {}

    AttemptStarted start(IntentFacts facts, Start start, Instant now) {
        int number = facts.nextAttempt();
        String id = facts.id().value();
        String reference = facts.terms().referenceId();
        String named = start.attemptReference();
        MethodSummary method = start.method();
        return new AttemptStarted(
                now,
                number,
                named != null ? named : (reference != null ? reference : id) + "-" + number,
                OrderName.attempt(number).reference(id),
                method,
                terms.of(method).processor(),
                now.plus(terms.of(method).answerDeadline()),
                start.request(),
                start.createdIntent());
    }

    static Optional<IntentDecision> termsDiffer(Known known, Terms wanted) {
        List<String> differences = known.facts().terms().differences(wanted);
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(IntentDecision.because(
                        Code.REFERENCE_ALREADY_USED,
                        known,
                        "This reference belongs to another payment; these fields differ: "
                                + String.join(", ", differences) + "."));
    }

    /** Whether the money cannot be asked for in this way. */
    Optional<IntentDecision> cannotPay(Terms wanted, PaymentMethod method, Instant now) {
        AcquirerTerms counterparty = terms.of(method.summary());
        if (method instanceof PaymentMethod.Terminal terminal && !terminal.isRegistered()) {
            return Optional.of(IntentDecision.refuse(Refusal.noTerminal(terminal.terminal())));
        } else if (method instanceof PaymentMethod.Kept kept && kept.card() == null) {
            return Optional.of(IntentDecision.refuse(notThere(kept)));
        } else if (method instanceof PaymentMethod.Kept kept && !kept.isOf(wanted.customerId())) {
            return Optional.of(IntentDecision.refuse(Refusal.noSavedCard(kept.id())));
        } else if (wanted.captureMethod() == CaptureMethod.MANUAL && !counterparty.offers(Capability.MANUAL_CAPTURE)) {
            return Optional.of(
                    IntentDecision.refuse(Refusal.notSupported(counterparty.processor(), Capability.MANUAL_CAPTURE)));
        }
        return expired(method, now);
    }

    /** What a payer gave on the page is for his payment there, and not his merchant's to charge. */
    private static Optional<IntentDecision> givenOnPage(Known known, PaymentMethod method) {
        boolean isSo = method instanceof PaymentMethod.Kept kept
                && kept.isForOnce()
                && known.facts().tokens().stream()
                        .map(AccessToken::use)
                        .anyMatch(use -> use != null && use.card().equals(kept.id()));
        return isSo ? Optional.of(IntentDecision.refuse(Refusal.cardGone())) : Optional.empty();
    }

    private static Refusal notThere(PaymentMethod.Kept kept) {
        return switch (kept.standing()) {
            case THERE, GONE -> kept.isRepeat() ? Refusal.noSavedCard(kept.id()) : Refusal.cardGone();
            case UNREADABLE -> Refusal.overloaded();
            case NOT_OFFERED -> Refusal.keepsNoCards();
        };
    }

    private static Optional<IntentDecision> expired(PaymentMethod method, Instant now) {
        YearMonth today = YearMonth.from(now.atZone(ZoneOffset.UTC));
        return method.sent() instanceof PaymentMethod.Card card && card.expiry().isBefore(today)
                ? Optional.of(IntentDecision.refuse(Refusal.cardExpired(card.expiry())))
                : Optional.empty();
    }

    private static @Nullable Attempt named(Known known, @Nullable String reference) {
        List<Attempt> all = new ArrayList<>(known.facts().attempts());
        all.removeIf(attempt -> !attempt.referenceId().equals(reference));
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }
}
