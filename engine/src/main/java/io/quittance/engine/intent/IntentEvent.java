package io.quittance.engine.intent;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.journal.JournalEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a payment intent. The names under which these are stored, and their fields, belong to the auditors:
 * they are only ever added to. Card numbers, card codes and personal data in the clear have no place here.
 */
public sealed interface IntentEvent extends JournalEvent {

    /** When it was decided, UTC, to the millisecond. */
    Instant at();

    /**
     * A merchant wants a payment. No money has moved.
     *
     * @param request the keyed request that made it, when it had a key and did nothing else
     */
    record IntentCreated(
            Instant at,
            IntentId id,
            Tenant tenant,
            Terms terms,
            @Nullable KeyedRequest request) implements IntentEvent {

        @Override
        public @Nullable String claim() {
            return request == null ? null : request.claim();
        }
    }

    /**
     * An attempt is about to leave. Durable before its first byte does; from here on the money may have been taken.
     *
     * @param downstreamReference what the counterparty knows it by, for ever
     * @param deadline when an answer is overdue and the outcome becomes unknown
     * @param request the keyed request that asked for it
     * @param createdIntent whether that request also created the intent
     */
    record AttemptStarted(
            Instant at,
            int number,
            String referenceId,
            String downstreamReference,
            MethodSummary method,
            String processor,
            Instant deadline,
            KeyedRequest request,
            boolean createdIntent)
            implements IntentEvent {

        @Override
        public @Nullable String claim() {
            return request.claim();
        }
    }

    /** No answer that can be trusted came. The attempt stays open and is inquired. */
    record AttemptInDoubt(Instant at, int number, Evidence evidence, String detail) implements IntentEvent {}

    /**
     * The counterparty took the money.
     *
     * @param afterInquiry whether it said so when asked, rather than in answer to the order
     */
    record AttemptApproved(Instant at, int number, Approval approval, boolean afterInquiry) implements IntentEvent {}

    /** The counterparty refused; no money was taken. */
    record AttemptDeclined(Instant at, int number, Failure failure, boolean afterInquiry) implements IntentEvent {}

    /** Proven: the order had no effect. */
    record AttemptNotProcessed(Instant at, int number, String reason) implements IntentEvent {}

    /** A further key asked for what was already done, and was answered; its repeats get the same answer. */
    record RequestAnswered(Instant at, KeyedRequest request) implements IntentEvent {

        @Override
        public @Nullable String claim() {
            return request.claim();
        }
    }

    /**
     * A further key asked for the attempt that is open, under the attempt's own name. Its answer is the attempt's.
     *
     * @param attempt the attempt's number
     */
    record RequestJoined(Instant at, KeyedRequest request, int attempt) implements IntentEvent {

        @Override
        public @Nullable String claim() {
            return request.claim();
        }
    }

    /** One result per kind of event; a new kind breaks every fold at compile time. */
    interface Cases<R> {
        R created(IntentCreated event);

        R attemptStarted(AttemptStarted event);

        R attemptInDoubt(AttemptInDoubt event);

        R attemptApproved(AttemptApproved event);

        R attemptDeclined(AttemptDeclined event);

        R attemptNotProcessed(AttemptNotProcessed event);

        R requestAnswered(RequestAnswered event);

        R requestJoined(RequestJoined event);
    }

    /** The result of the case that this is. */
    default <R> R fold(Cases<R> cases) {
        if (this instanceof IntentCreated event) {
            return cases.created(event);
        } else if (this instanceof AttemptStarted event) {
            return cases.attemptStarted(event);
        } else if (this instanceof AttemptInDoubt event) {
            return cases.attemptInDoubt(event);
        } else if (this instanceof AttemptApproved event) {
            return cases.attemptApproved(event);
        } else if (this instanceof AttemptDeclined event) {
            return cases.attemptDeclined(event);
        } else if (this instanceof AttemptNotProcessed event) {
            return cases.attemptNotProcessed(event);
        } else if (this instanceof RequestAnswered event) {
            return cases.requestAnswered(event);
        } else {
            return cases.requestJoined((RequestJoined) this);
        }
    }
}
