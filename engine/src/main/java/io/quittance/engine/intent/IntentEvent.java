package io.quittance.engine.intent;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.attempt.PresentedCard;
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
public sealed interface IntentEvent extends JournalEvent
        permits IntentEvent.IntentCreated,
                IntentEvent.IntentCanceled,
                IntentEvent.IntentExpired,
                IntentEvent.CaptureDue,
                IntentEvent.PaymentSettled,
                IntentEvent.AttemptStarted,
                IntentEvent.AttemptProgressed,
                IntentEvent.AttemptActionRequired,
                IntentEvent.AttemptInDoubt,
                IntentEvent.AttemptApproved,
                IntentEvent.AttemptDeclined,
                IntentEvent.AttemptNotProcessed,
                IntentEvent.RequestAnswered,
                IntentEvent.RequestJoined,
                OperationEvent,
                TokenEvent,
                DoubtEvent,
                NotificationEvent {

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

    /** The intent is closed at its merchant's wish; nothing was held or taken. */
    record IntentCanceled(
            Instant at, @Nullable String reason, @Nullable KeyedRequest request) implements IntentEvent {}

    /** Its time is over: it takes no further attempt. */
    record IntentExpired(Instant at) implements IntentEvent {}

    /** A warning: the time to capture ends soon. */
    record CaptureDue(Instant at, Instant captureBefore) implements IntentEvent {}

    /** The captured money was settled: from now on it can be refunded, not voided. */
    record PaymentSettled(Instant at, Instant settledAt) implements IntentEvent {}

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

    /**
     * The payer is asked for something at the terminal. It decides nothing; who watches sees how far he is.
     *
     * @param step what he is asked for
     */
    record AttemptProgressed(Instant at, int number, PayerStep step) implements IntentEvent {}

    /**
     * The counterparty waits for the payer, and decides later. The attempt stays open and is inquired.
     *
     * @param nextAction what the payer has to do
     */
    record AttemptActionRequired(Instant at, int number, NextAction nextAction) implements IntentEvent {}

    /** No answer that can be trusted came. The attempt stays open and is inquired. */
    record AttemptInDoubt(Instant at, int number, Evidence evidence, String detail) implements IntentEvent {}

    /**
     * The counterparty authorised the money, and captured it unless a capture is to follow.
     *
     * @param afterInquiry whether it said so when asked, rather than in answer to the order
     * @param captureBefore when what is not captured is released; null when all was captured at once
     * @param card what was presented at a terminal; null when it came with the order, or was not told
     */
    record AttemptApproved(
            Instant at,
            int number,
            Approval approval,
            boolean afterInquiry,
            @Nullable Instant captureBefore,
            @Nullable PresentedCard card)
            implements IntentEvent {}

    /**
     * The counterparty refused; no money was taken.
     *
     * @param card what was presented at a terminal; null when it came with the order, or was not told
     */
    record AttemptDeclined(
            Instant at,
            int number,
            Failure failure,
            boolean afterInquiry,
            @Nullable PresentedCard card) implements IntentEvent {}

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
}
