package io.quittance.engine.intent;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.IntentCommand.Create;
import io.quittance.engine.intent.IntentCommand.MoneyRequest;
import io.quittance.engine.intent.IntentCommand.Operate;
import io.quittance.engine.intent.IntentCommand.Pay;
import io.quittance.engine.intent.IntentCommand.Request;
import io.quittance.engine.intent.IntentCommand.Resolve;
import io.quittance.engine.intent.IntentDecision.Record;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentState.Known;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every decision about a request to a payment intent, as pure functions of state, request and time. Order of the checks
 * ({@code api.md}, idempotency rule 6): whose it is, replay of the key, then the state; so a retried success never
 * meets a refusal.
 */
public record IntentRules(MethodTerms terms) {

    /** Decides about a request to the intent of this name. */
    public IntentDecision decide(IntentId id, IntentState state, Request request, Instant now) {
        if (state instanceof Known known) {
            return known.facts().tenant().equals(request.tenant())
                    ? KeyRules.replay(known, request).orElseGet(() -> decideNew(known, request, now))
                    : notFound(request);
        }
        return decideAbsent(id, request, now);
    }

    private static IntentDecision notFound(Request request) {
        return IntentDecision.refuse(request instanceof TokenCommand ? Refusal.noToken() : Refusal.notFound());
    }

    /** What is wanted can be had: the counterparty offers it, and its time is not over before it began. */
    private Optional<IntentDecision> cannotBegin(Terms wanted, Instant now) {
        Instant expiry = wanted.expiresAt();
        if (expiry != null && (!expiry.isAfter(now) || expiry.isAfter(now.plus(Limits.EXPIRY_MAX)))) {
            FieldFault fault = new FieldFault(
                    "/expires_at",
                    "out_of_range",
                    "A time to come, at most " + Limits.EXPIRY_MAX.toDays() + " days from now.",
                    expiry.toString());
            return Optional.of(IntentDecision.refuse(Refusal.invalid(List.of(fault))));
        }
        return wanted.captureMethod() == CaptureMethod.AUTOMATIC || terms.offers(Capability.MANUAL_CAPTURE)
                ? Optional.empty()
                : Optional.of(IntentDecision.refuse(
                        Refusal.notSupported(terms.card().processor(), Capability.MANUAL_CAPTURE)));
    }

    private IntentDecision decideAbsent(IntentId id, Request request, Instant now) {
        if (request instanceof TokenCommand.Issue issue) {
            IntentCreated created = new IntentCreated(now, id, issue.tenant(), issue.terms(), null);
            return cannotBegin(issue.terms(), now).orElseGet(() -> TokenRules.first(created, issue, now));
        } else if (request instanceof Create create) {
            return cannotBegin(create.terms(), now)
                    .orElseGet(() -> new Record(
                            List.of(new IntentCreated(now, id, create.tenant(), create.terms(), create.request()))));
        } else if (request instanceof Pay pay) {
            IntentCreated created = new IntentCreated(now, id, pay.tenant(), pay.terms(), null);
            IntentFacts facts = IntentFacts.created(created);
            AttemptRules attempts = new AttemptRules(terms);
            return cannotBegin(pay.terms(), now)
                    .or(() -> attempts.cannotPay(pay.terms(), pay.method(), now))
                    .orElseGet(() -> new Record(List.of(created, attempts.start(facts, pay, true, now))));
        }
        return notFound(request);
    }

    private IntentDecision decideNew(Known known, Request request, Instant now) {
        KeyedRequest keyed = request.request();
        boolean isNewKey = keyed != null && known.keys().find(keyed) == null;
        if (isNewKey && known.keys().size() >= Limits.KEYS_PER_INTENT_MAX) {
            return IntentDecision.because(
                    Refusal.Code.INTENT_CLOSED, known, "This intent has seen its last idempotency key.");
        } else if (request instanceof Create create) {
            return AttemptRules.create(known, create, now);
        } else if (request instanceof TokenCommand command) {
            return new TokenRules(terms).decide(known, command, now);
        } else if (request instanceof Operate operate) {
            return new OperationRules(terms.of(known.facts())).decide(known, operate, now);
        } else if (request instanceof Resolve resolve) {
            return new ResolutionRules(terms).decide(known, resolve, now);
        }
        return new AttemptRules(terms).decide(known, (MoneyRequest) request, now);
    }
}
