package io.quittance.engine;

import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.AttemptRequest;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.PaymentRequest;
import io.quittance.engine.journal.Durability;
import io.quittance.engine.journal.JournalCounters;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The payment engine inside a JVM: the same operations, rules and refusals as over HTTP, without a port. A payment is
 * charged at most once, its outcome is never lost, and the journal proves it.
 *
 * <p>Safe for any thread; methods return at once, and their stages complete on the engine's threads. A stage does not
 * fail: what cannot be done is a {@link PaymentResult.Refused}. The engine never ends the JVM; when its store fails it
 * stops taking requests and completes {@link #failed()}.
 *
 * <p>Stability: the types of this package and of {@code intent}, {@code money} and {@code id} that appear here are the
 * embedders' contract and change only with the major version.
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
        return CREATE_PATH + "/" + id.value() + "/attempts";
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

    /** The intent as it stands. Told by its actor from what is persisted. */
    CompletionStage<PaymentResult> find(Tenant tenant, IntentId id);

    /** The recorded events of an intent, oldest first, with their hashes; empty when there is no such intent. */
    CompletionStage<List<JournalEntry>> events(Tenant tenant, IntentId id);

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
