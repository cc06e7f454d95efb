package io.quittance.api.simulation;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.attempt.Operation;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.AttemptRequest;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.OperationRequest;
import io.quittance.engine.intent.PaymentRequest;
import io.quittance.engine.intent.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A keyed request that a buyer repeats until its answer is final. A further command of the engine is one record. */
sealed interface Wish {

    Tenant SHOP = Tenant.test("shop");
    CardDetails CARD = CardDetails.of("4111111111111111", 12, 2035, "123");

    Set<Refusal.Code> LAST_WORDS = Set.of(
            Refusal.Code.IDEMPOTENCY_KEY_REUSED,
            Refusal.Code.REFERENCE_ALREADY_USED,
            Refusal.Code.ALREADY_SUCCEEDED,
            Refusal.Code.ALREADY_AUTHORIZED,
            Refusal.Code.AMOUNT_EXCEEDS_CAPTURABLE,
            Refusal.Code.AMOUNT_EXCEEDS_REFUNDABLE,
            Refusal.Code.AMOUNT_EXCEEDS_VOIDABLE,
            Refusal.Code.CAPTURE_WINDOW_CLOSED,
            Refusal.Code.INTENT_CLOSED);

    /** What a refused buyer tries again after. */
    Set<Refusal.Code> LATER = Set.of(
            Refusal.Code.ATTEMPT_IN_PROGRESS,
            Refusal.Code.ATTEMPT_IN_DOUBT,
            Refusal.Code.IDEMPOTENCY_KEY_IN_USE,
            Refusal.Code.OVERLOADED,
            Refusal.Code.INTERNAL);

    String path();

    String key();

    CompletionStage<PaymentResult> send(PaymentEngine engine);

    /** Whether this answer is the last word to the key. */
    default boolean isFinal(PaymentResult.Answered answer) {
        return answer.stage() != PaymentResult.Stage.PENDING
                && !"error_before_processing".equals(answer.intent().snapshot().statusReason());
    }

    /** Whether it is about this intent, or its key is this intent's. */
    boolean isOf(StreamBook book);

    /** Whether this refusal is the last word to the key. */
    default boolean isLast(Refusal refusal) {
        return LAST_WORDS.contains(refusal.code());
    }

    /** An intent whose end is near may come when it is over. */
    private static boolean isOver(IntentRequest intent, Refusal refusal) {
        return refusal.code() == Refusal.Code.VALIDATION && intent.expiresAt() != null;
    }

    /** The key in its scope. */
    default String name() {
        return path() + " " + key();
    }

    /** A payment in one call. */
    record Pay(String key, IntentRequest intent, @Nullable Duration patience) implements Wish {

        @Override
        public String path() {
            return PaymentEngine.PAY_PATH;
        }

        @Override
        public boolean isOf(StreamBook book) {
            return book.account.reference.equals(intent.referenceId()) || book.keys.contains(name());
        }

        @Override
        public CompletionStage<PaymentResult> send(PaymentEngine engine) {
            return engine.pay(SHOP, new PaymentRequest(intent, CARD, null, patience), new IdempotencyKey(key));
        }

        @Override
        public boolean isLast(Refusal refusal) {
            return LAST_WORDS.contains(refusal.code()) || isOver(intent, refusal);
        }
    }

    /** An intent without an attempt. */
    record Create(String key, IntentRequest intent) implements Wish {

        @Override
        public String path() {
            return PaymentEngine.CREATE_PATH;
        }

        @Override
        public boolean isOf(StreamBook book) {
            return book.account.reference.equals(intent.referenceId()) || book.keys.contains(name());
        }

        @Override
        public CompletionStage<PaymentResult> send(PaymentEngine engine) {
            return engine.create(SHOP, intent, new IdempotencyKey(key));
        }

        @Override
        public boolean isLast(Refusal refusal) {
            return LAST_WORDS.contains(refusal.code()) || isOver(intent, refusal);
        }

        @Override
        public boolean isFinal(PaymentResult.Answered answer) {
            return answer.stage() != PaymentResult.Stage.PENDING;
        }
    }

    /** An attempt on an intent. */
    record Attempt(String key, IntentId intent) implements Wish {

        @Override
        public String path() {
            return PaymentEngine.attemptPath(intent);
        }

        @Override
        public boolean isOf(StreamBook book) {
            return book.id().equals(intent.value());
        }

        @Override
        public CompletionStage<PaymentResult> send(PaymentEngine engine) {
            return engine.attempt(SHOP, intent, AttemptRequest.card(CARD), new IdempotencyKey(key));
        }
    }

    /** Something to be done with an intent's money. */
    record Operate(String key, IntentId intent, OperationRequest request) implements Wish {

        @Override
        public String path() {
            return PaymentEngine.operationPath(intent, request.verb());
        }

        @Override
        public boolean isOf(StreamBook book) {
            return book.id().equals(intent.value());
        }

        @Override
        public CompletionStage<PaymentResult> send(PaymentEngine engine) {
            return engine.operate(SHOP, intent, request, new IdempotencyKey(key));
        }

        /** An operation that had no effect is asked for again. */
        @Override
        public boolean isFinal(PaymentResult.Answered answer) {
            List<Operation> done = answer.intent().snapshot().facts().operations().stream()
                    .filter(operation -> !operation.isReversal())
                    .toList();
            return answer.stage() != PaymentResult.Stage.PENDING
                    && (done.isEmpty() || done.get(done.size() - 1).status() != AttemptStatus.NOT_PROCESSED);
        }
    }
}
