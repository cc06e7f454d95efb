package io.quittance.engine.intent;

import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.idempotency.KeyStanding;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.IntentCommand.Recall;
import io.quittance.engine.intent.IntentCommand.Request;
import io.quittance.engine.intent.IntentCommand.TellStanding;
import io.quittance.engine.intent.IntentDecision.Join;
import io.quittance.engine.intent.IntentDecision.Record;
import io.quittance.engine.intent.IntentDecision.Reply;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.intent.IntentFacts.OpenOrder;
import io.quittance.engine.intent.IntentState.Known;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an intent's keys mean: replays, and how a request stands. Pure. */
final class KeyRules {

    private KeyRules() {}

    /** A key that was seen before: its answer, or the refusal to use it for something else. Empty when it may run. */
    static Optional<IntentDecision> replay(Known known, Request request) {
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
        return openOrder(known, entry).map(order -> join(known, entry, order));
    }

    /** An order in doubt, or one that waits for the payer, is told as it stands; any other is worth waiting for. */
    private static IntentDecision join(Known known, KeyLog.Entry entry, OpenOrder order) {
        return order.course().isProcessing()
                ? new Join(order.name(), entry.createdIntent())
                : new Reply(new IntentReply.Answered(known.snapshot(), entry.createdIntent(), true));
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

    private static IntentReply recall(Known known, KeyLog.Entry entry, List<String> mismatches) {
        if (!mismatches.isEmpty()) {
            return new IntentReply.Refused(Refusal.keyReused(mismatches));
        } else if (entry.answer() != null) {
            return new IntentReply.Answered(entry.answer(), entry.createdIntent(), false);
        }
        return openOrder(known, entry).isPresent()
                ? new IntentReply.Answered(known.snapshot(), entry.createdIntent(), false)
                : new IntentReply.Refused(Refusal.keyInUse());
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
        }
        return openOrder(known, entry)
                .map(order -> order.course().isInDoubt() ? KeyStanding.IN_DOUBT : KeyStanding.IN_FLIGHT)
                .orElse(KeyStanding.ABSENT);
    }

    /** The order that the key asked for, while it is under way or in doubt. */
    private static Optional<OpenOrder> openOrder(Known known, KeyLog.Entry entry) {
        OrderName asked = entry.order();
        return known.facts()
                .openOrders()
                .filter(open -> open.name().equals(asked))
                .findFirst();
    }

    /**
     * What was asked is already so. A key remembers that it was told, once that is final: "pending" is never the last
     * word to a key. Without a key there is nothing to remember.
     */
    static IntentDecision answerExisting(Known known, Request request, Instant now) {
        return request.request() == null || known.snapshot().isUnderWay()
                ? new Reply(new IntentReply.Answered(known.snapshot(), false, false))
                : new Record(List.of(new RequestAnswered(now, request.request())));
    }

    /** The intent is not at the version at which the caller saw it. */
    static Optional<IntentDecision> stale(Known known, @Nullable Long expectedVersion) {
        long version = known.facts().version();
        return expectedVersion == null || expectedVersion == version
                ? Optional.empty()
                : Optional.of(IntentDecision.because(
                        Refusal.Code.PRECONDITION_FAILED,
                        known,
                        "This intent is at version " + version + ", which is not the one that was expected."));
    }
}
