package io.quittance.engine.intent;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.idempotency.KeyStanding;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.IntentCommand.Create;
import io.quittance.engine.intent.IntentCommand.MoneyRequest;
import io.quittance.engine.intent.IntentCommand.Pay;
import io.quittance.engine.intent.IntentCommand.Recall;
import io.quittance.engine.intent.IntentCommand.Request;
import io.quittance.engine.intent.IntentCommand.StartAttempt;
import io.quittance.engine.intent.IntentCommand.TellStanding;
import io.quittance.engine.intent.IntentDecision.Join;
import io.quittance.engine.intent.IntentDecision.Record;
import io.quittance.engine.intent.IntentDecision.Reply;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.intent.IntentEvent.RequestJoined;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.IntentState.Open;
import io.quittance.engine.intent.IntentState.Pending;
import io.quittance.engine.intent.IntentState.Succeeded;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every decision about a payment intent, as pure functions of state, request and time. Order of the checks
 * ({@code api.md}, idempotency rule 6): whose it is, replay of the key, then the state; so a retried success never
 * meets a refusal.
 *
 * @param processor the name of the connector that attempts go to
 * @param answerDeadline how long its answer may take
 */
public record IntentRules(String processor, Duration answerDeadline) {

    /** Decides about a request to the intent of this name. */
    public IntentDecision decide(IntentId id, IntentState state, Request request, Instant now) {
        if (state instanceof Known known) {
            return known.facts().tenant().equals(request.tenant())
                    ? replay(known, request).orElseGet(() -> decideNew(known, request, now))
                    : IntentDecision.refuse(Refusal.notFound());
        }
        return decideAbsent(id, request, now);
    }

    /**
     * What a report about an attempt makes true; nothing when it is not about the open attempt, or says nothing new.
     */
    public List<IntentEvent> decide(IntentState state, AttemptReport report, Instant now) {
        if (!(state instanceof Pending pending) || pending.attempt().number() != report.number()) {
            return List.of();
        }
        int number = report.number();
        return report.outcome().fold(new AttemptOutcome.Cases<List<IntentEvent>>() {
            @Override
            public List<IntentEvent> approved(AttemptOutcome.Approved yes) {
                return List.of(new IntentEvent.AttemptApproved(now, number, yes.approval(), report.afterInquiry()));
            }

            @Override
            public List<IntentEvent> declined(AttemptOutcome.Declined no) {
                return List.of(new IntentEvent.AttemptDeclined(now, number, no.failure(), report.afterInquiry()));
            }

            @Override
            public List<IntentEvent> notProcessed(AttemptOutcome.NotProcessed none) {
                return List.of(new IntentEvent.AttemptNotProcessed(now, number, none.reason()));
            }

            @Override
            public List<IntentEvent> unknown(AttemptOutcome.Unknown unknown) {
                return pending.attempt().status() == AttemptStatus.IN_DOUBT
                        ? List.of()
                        : List.of(new IntentEvent.AttemptInDoubt(now, number, unknown.evidence(), unknown.detail()));
            }
        });
    }

    /**
     * How a request stands whose caller waits no more: by its key, and by nothing that was true before it. While its
     * key says nothing the request may be about to run.
     */
    static IntentReply recall(IntentState state, Recall recall) {
        if (state instanceof Known known && known.facts().tenant().equals(recall.tenant())) {
            KeyLog.Entry entry = known.keys().find(recall.request());
            return entry == null
                    ? new IntentReply.Refused(Refusal.keyInUse())
                    : recall(known, entry, entry.request().mismatches(recall.request()));
        }
        return new IntentReply.Refused(Refusal.keyInUse());
    }

    /** How far the request of this name has come. Another merchant's intent is as one that is not there. */
    static IntentReply.Stands standing(IntentState state, TellStanding question) {
        if (!(state instanceof Known known) || !known.facts().tenant().equals(question.tenant())) {
            return new IntentReply.Stands(KeyStanding.ABSENT, null);
        }
        KeyLog.Entry entry = known.keys().find(question.name());
        return new IntentReply.Stands(standing(known, entry), entry == null ? null : known.snapshot());
    }

    private static KeyStanding standing(Known known, KeyLog.@Nullable Entry entry) {
        if (entry == null) {
            return KeyStanding.ABSENT;
        } else if (entry.answer() != null) {
            return KeyStanding.COMPLETED;
        } else if (!isOpen(known, entry)) {
            return KeyStanding.ABSENT;
        }
        return known.snapshot().isInDoubt() ? KeyStanding.IN_DOUBT : KeyStanding.IN_FLIGHT;
    }

    private static IntentReply recall(Known known, KeyLog.Entry entry, List<String> mismatches) {
        if (!mismatches.isEmpty()) {
            return new IntentReply.Refused(Refusal.keyReused(mismatches));
        } else if (entry.answer() != null) {
            return new IntentReply.Answered(entry.answer(), entry.createdIntent(), false);
        }
        return isOpen(known, entry)
                ? new IntentReply.Answered(known.snapshot(), entry.createdIntent(), false)
                : new IntentReply.Refused(Refusal.keyInUse());
    }

    /** Whether the attempt that the key asked for is under way or in doubt. */
    private static boolean isOpen(Known known, KeyLog.Entry entry) {
        return known instanceof Pending pending && pending.attempt().number() == entry.attempt();
    }

    private IntentDecision decideAbsent(IntentId id, Request request, Instant now) {
        if (request instanceof Create create) {
            return new Record(List.of(new IntentCreated(now, id, create.tenant(), create.terms(), create.request())));
        } else if (request instanceof Pay pay) {
            IntentCreated created = new IntentCreated(now, id, pay.tenant(), pay.terms(), null);
            IntentFacts facts = IntentFacts.created(created);
            return expired(pay.method(), now)
                    .orElseGet(() -> new Record(List.of(created, start(facts, pay, true, now))));
        }
        return IntentDecision.refuse(Refusal.notFound());
    }

    /** A key that was seen before: its answer, or the refusal to use it for something else. Empty when it may run. */
    private static Optional<IntentDecision> replay(Known known, Request request) {
        KeyedRequest keyed = request.request();
        KeyLog.Entry entry = known.keys().find(keyed);
        if (keyed == null || entry == null) {
            return Optional.empty();
        }
        List<String> mismatches = entry.request().mismatches(keyed);
        if (!mismatches.isEmpty()) {
            return Optional.of(IntentDecision.refuse(Refusal.keyReused(mismatches)));
        } else if (entry.answer() != null) {
            return Optional.of(new Reply(new IntentReply.Answered(entry.answer(), entry.createdIntent(), true)));
        }
        return isOpen(known, entry) ? Optional.of(join((Pending) known, entry.createdIntent())) : Optional.empty();
    }

    /** An attempt in doubt is told as it stands; one that is under way is worth waiting for. */
    private static IntentDecision join(Pending pending, boolean createdIntent) {
        return pending.attempt().status() == AttemptStatus.IN_DOUBT
                ? new Reply(new IntentReply.Answered(pending.snapshot(), createdIntent, true))
                : new Join(createdIntent);
    }

    private IntentDecision decideNew(Known known, Request request, Instant now) {
        KeyedRequest keyed = request.request();
        boolean isNewKey = keyed != null && known.keys().find(keyed) == null;
        if (isNewKey && known.keys().size() >= Limits.KEYS_PER_INTENT_MAX) {
            return because(Refusal.Code.INTENT_CLOSED, known, "This intent has seen its last idempotency key.");
        } else if (request instanceof Create create) {
            return termsDiffer(known, create.terms()).orElseGet(() -> answerExisting(known, create, now));
        } else if (request instanceof Pay pay) {
            return termsDiffer(known, pay.terms()).orElseGet(() -> pay(known, pay, now));
        }
        return attempt(known, (StartAttempt) request, now);
    }

    private IntentDecision pay(Known known, Pay pay, Instant now) {
        return known instanceof Succeeded ? answerExisting(known, pay, now) : startIfOpen(known, pay, now);
    }

    private IntentDecision attempt(Known known, StartAttempt request, Instant now) {
        Attempt named = named(known, request.attemptReference());
        if (request.expectedVersion() != null
                && request.expectedVersion() != known.facts().version()) {
            return because(
                    Refusal.Code.PRECONDITION_FAILED,
                    known,
                    "This intent is at version " + known.facts().version()
                            + ", which is not the one that was expected.");
        } else if (named != null
                && named.status() != AttemptStatus.NOT_PROCESSED
                && !named.method().equals(request.method().summary())) {
            return because(
                    Refusal.Code.REFERENCE_ALREADY_USED,
                    known,
                    "The attempt of this reference was made with another payment method.");
        } else if (named != null && named.status().isOpen()) {
            return new Record(List.of(new RequestJoined(now, request.request(), named.number())));
        } else if (named != null && named.status() != AttemptStatus.NOT_PROCESSED) {
            return answerExisting(known, request, now);
        } else if (known instanceof Succeeded) {
            return because(Refusal.Code.ALREADY_SUCCEEDED, known, "This intent is paid; it takes no further attempt.");
        }
        return startIfOpen(known, request, now);
    }

    private IntentDecision startIfOpen(Known known, MoneyRequest request, Instant now) {
        if (!(known instanceof Open)) {
            return known.snapshot().isInDoubt()
                    ? because(
                            Refusal.Code.ATTEMPT_IN_DOUBT,
                            known,
                            "The outcome of the last attempt is not known yet and is being inquired.")
                    : because(Refusal.Code.ATTEMPT_IN_PROGRESS, known, "Another attempt is under way.");
        } else if (known.facts().attempts().size() >= Limits.ATTEMPTS_PER_INTENT_MAX) {
            return because(Refusal.Code.INTENT_CLOSED, known, "This intent has used its last attempt.");
        }
        // A key whose attempt never took effect runs again, and is still the one that made the intent.
        KeyLog.Entry earlier = known.keys().find(request.request());
        boolean createdIntent = earlier != null && earlier.createdIntent();
        return expired(request.method(), now)
                .orElseGet(() -> new Record(List.of(start(known.facts(), request, createdIntent, now))));
    }

    private AttemptStarted start(IntentFacts facts, MoneyRequest request, boolean createdIntent, Instant now) {
        int number = facts.nextNumber();
        String base = facts.terms().referenceId() != null
                ? facts.terms().referenceId()
                : facts.id().value();
        String named = request.attemptReference();
        return new AttemptStarted(
                now,
                number,
                named != null ? named : base + "-" + number,
                facts.id().value() + "-" + number,
                request.method().summary(),
                processor,
                now.plus(answerDeadline),
                request.request(),
                createdIntent);
    }

    /**
     * What was asked is already so. A key remembers that it was told, once that is final: "pending" is never the last
     * word to a key. Without a key there is nothing to remember.
     */
    private static IntentDecision answerExisting(Known known, Request request, Instant now) {
        return request.request() == null || known instanceof Pending
                ? new Reply(new IntentReply.Answered(known.snapshot(), false, false))
                : new Record(List.of(new RequestAnswered(now, request.request())));
    }

    private static Optional<IntentDecision> termsDiffer(Known known, Terms wanted) {
        List<String> differences = known.facts().terms().differences(wanted);
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(because(
                        Refusal.Code.REFERENCE_ALREADY_USED,
                        known,
                        "This reference belongs to another payment; these fields differ: "
                                + String.join(", ", differences) + "."));
    }

    private static Optional<IntentDecision> expired(PaymentMethod method, Instant now) {
        YearMonth today = YearMonth.from(now.atZone(ZoneOffset.UTC));
        return method instanceof PaymentMethod.Card card && card.expiry().isBefore(today)
                ? Optional.of(IntentDecision.refuse(Refusal.of(
                        Refusal.Code.CARD_EXPIRED,
                        "This card expired in " + card.expiry() + ". Nothing was charged; ask for another card.")))
                : Optional.empty();
    }

    private static @Nullable Attempt named(Known known, @Nullable String reference) {
        List<Attempt> all = new ArrayList<>(known.facts().attempts());
        all.removeIf(attempt -> !attempt.referenceId().equals(reference));
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    private static IntentDecision because(Refusal.Code code, Known known, String message) {
        return IntentDecision.refuse(Refusal.because(
                code, message + " Nothing was done now; the intent below says how it stands.", known.snapshot()));
    }
}
