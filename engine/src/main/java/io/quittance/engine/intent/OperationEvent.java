package io.quittance.engine.intent;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.OperationCause;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.idempotency.KeyedRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a capture, void, refund or reversal. They live like attempts: written ahead, inquired, resolved. */
public sealed interface OperationEvent extends IntentEvent {

    /** Which operation of the intent, from 1. */
    int number();

    /** What it does. */
    OperationKind kind();

    /**
     * An operation is about to leave. Durable before its first byte does.
     *
     * @param cause who or what asked for it
     * @param reason the merchant's word for why, or null
     * @param amount how much, in minor units
     * @param attempt the number of the attempt whose authorisation it is about
     * @param downstreamReference what the counterparty knows it by, for ever
     * @param deadline when an answer is overdue and the outcome becomes unknown
     * @param isLast for a capture, whether the rest of the authorisation is released
     * @param request the keyed request that asked for it; null when time or a late approval did
     */
    record OperationStarted(
            Instant at,
            int number,
            OperationKind kind,
            OperationCause cause,
            @Nullable String reason,
            long amount,
            int attempt,
            String downstreamReference,
            String processor,
            Instant deadline,
            boolean isLast,
            @Nullable KeyedRequest request)
            implements OperationEvent {}

    /** No answer that can be trusted came. The operation stays open and is inquired. */
    record OperationInDoubt(Instant at, int number, OperationKind kind, Evidence evidence, String detail)
            implements OperationEvent {}

    /**
     * The counterparty did it.
     *
     * @param afterInquiry whether it said so when asked, rather than in answer to the order
     */
    record OperationApproved(Instant at, int number, OperationKind kind, Approval approval, boolean afterInquiry)
            implements OperationEvent {}

    /** The counterparty refused; no money moved. */
    record OperationDeclined(Instant at, int number, OperationKind kind, Failure failure, boolean afterInquiry)
            implements OperationEvent {}

    /** Proven: the order had no effect. */
    record OperationNotProcessed(Instant at, int number, OperationKind kind, String reason) implements OperationEvent {}
}
