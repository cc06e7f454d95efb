package io.quittance.engine;

import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.checkout.Checkout;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.AttemptRequest;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.OperationRequest;
import io.quittance.engine.intent.OperationWish.Verb;
import io.quittance.engine.intent.PaymentRequest;
import io.quittance.engine.intent.ResolutionRequest;
import io.quittance.engine.journal.Durability;
import io.quittance.engine.journal.JournalCounters;
import io.quittance.engine.reading.FeedEvent;
import io.quittance.engine.reading.FeedQuery;
import io.quittance.engine.reading.IntentQuery;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.WorkItem;
import io.quittance.engine.reading.WorkQuery;
import io.quittance.engine.terminal.Terminals;
import io.quittance.engine.vault.Cards;
import io.quittance.engine.webhook.Webhooks;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The payment engine inside a JVM: the same operations, rules and refusals as over HTTP, without a port. A payment is
 * charged at most once, its outcome is never lost, and the journal proves it.
 *
 * <p>Safe for any thread; methods return at once, and their stages complete on the engine's threads. A stage does not
 * fail: what cannot be done is a refusal, e.g. {@link PaymentResult.Refused}. The engine never ends the JVM; when its
 * store fails it stops taking requests and completes {@link #failed()}.
 *
 * <p>Stability: the types that appear here, of this package and of others, are the embedders' contract and change only
 * with the major version.
 */
public interface PaymentEngine extends AutoCloseable {

    /** The path under which the keys of {@link #create} live, as over HTTP. */
    String CREATE_PATH = "/v1/payment_intents";

    /** The path under which the keys of {@link #pay} live, as over HTTP. */
    String PAY_PATH = "/v1/payments";

    /** Starts to describe an engine. */
    static PaymentEngineBuilder builder() {
        return new PaymentEngineBuilder();
    }

    /** The path under which the keys of {@link #attempt} live, as over HTTP. */
    static String attemptPath(IntentId id) {
        return EnginePaths.of(id, EnginePaths.ATTEMPTS);
    }

    /** The path under which the keys of {@link #operate} live, as over HTTP. */
    static String operationPath(IntentId id, Verb verb) {
        return EnginePaths.of(id, verb.segment());
    }

    /** The path under which the keys of {@link #resolve} live, as over HTTP. */
    static String resolutionPath(IntentId id) {
        return EnginePaths.of(id, EnginePaths.RESOLUTION);
    }

    /** Whether requests to this path have keys. */
    static boolean takesKeys(String path) {
        return path.equals(PAY_PATH)
                || path.equals(CREATE_PATH)
                || path.equals(Checkout.ISSUE_PATH)
                || EnginePaths.intentOf(path).isPresent();
    }

    /** Makes an intent, or finds the one of the same reference. Moves no money, so the key may be null. */
    CompletionStage<PaymentResult> create(Tenant tenant, IntentRequest request, @Nullable IdempotencyKey key);

    /**
     * Makes the intent if need be and attempts to take its money. A repeat with the same key has no further effect and
     * gets the same answer; a reference that is paid is not paid again.
     */
    CompletionStage<PaymentResult> pay(Tenant tenant, PaymentRequest request, IdempotencyKey key);

    /** Attempts again to take the money of an intent, after a decline or an attempt that never took effect. */
    CompletionStage<PaymentResult> attempt(Tenant tenant, IntentId id, AttemptRequest request, IdempotencyKey key);

    /**
     * Captures, voids, refunds, cancels or reverses. Bounded by the money that is there, refused before any effect
     * where the counterparty does not offer it, and written ahead like an attempt: an unknown outcome is inquired.
     */
    CompletionStage<PaymentResult> operate(Tenant tenant, IntentId id, OperationRequest request, IdempotencyKey key);

    /** An operator says how an unknown outcome ended. It is recorded with its evidence. */
    CompletionStage<PaymentResult> resolve(
            Tenant tenant, IntentId id, ResolutionRequest request, @Nullable IdempotencyKey key);

    /** What a person of the merchant may have to look at, the oldest first: doubts, and webhooks that nobody took. */
    CompletionStage<Listing<WorkItem>> workList(Tenant tenant, WorkQuery query);

    /** The intent as it stands. Told by its actor from what is persisted. */
    CompletionStage<PaymentResult> find(Tenant tenant, IntentId id);

    /** The recorded events of an intent, oldest first, with their hashes; refused when there is no such intent. */
    CompletionStage<Listing<JournalEntry>> events(Tenant tenant, IntentId id);

    /**
     * What became of the request under a key that was sent to {@code path}, told by the intent that owns the key. For a
     * path that {@link #takesKeys takes no keys} nothing is ever recorded.
     */
    CompletionStage<KeyResult> standing(Tenant tenant, String path, IdempotencyKey key);

    /** The merchant's intents that pass a filter, newest first, as of a position that covers all earlier answers. */
    CompletionStage<Listing<IntentView>> list(Tenant tenant, IntentQuery query);

    /** What happened to the merchant's intents, oldest first. Every event is there, for ever, under the same id. */
    CompletionStage<Listing<FeedEvent>> feed(Tenant tenant, FeedQuery query);

    /** The merchants' card terminals; an engine that was started without them refuses what is asked of them. */
    Terminals terminals();

    /** The merchants' webhooks; an engine that was started without them refuses what is asked of them. */
    Webhooks webhooks();

    /** Payers in browsers; an engine that was started without a card vault refuses what is asked of them. */
    Checkout checkout();

    /** The cards that merchants keep; an engine that was started without a vault refuses what is asked of them. */
    Cards cards();

    /** What an acknowledged commit survives. */
    Durability durability();

    /** What the journal has written since the start. */
    JournalCounters journalCounters();

    /** Whether requests are taken. */
    boolean isReady();

    /** Completes with the cause when the store failed. From then on every request is refused. */
    CompletionStage<Throwable> failed();

    /** Stops taking requests, lets what is being written finish, and closes the journal. Blocks. */
    @Override
    void close();
}
