package io.quittance.api.bench;

import io.quittance.api.bench.Purchases.Purchase;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.intent.PaymentRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The scenarios against an engine in this JVM: the same requests as over HTTP, as calls. For one driver thread. */
final class EmbeddedScenario {

    private static final long PREPARE_SECONDS_MAX = 30;
    private static final CardDetails CARD = CardDetails.of(
            Purchases.CARD_NUMBER, Purchases.CARD_EXPIRY_MONTH, Purchases.CARD_EXPIRY_YEAR, Purchases.CARD_CODE);

    private final Scenario scenario;
    private final PaymentEngine engine;
    private final Tenant tenant;
    private final Purchases purchases;
    private final SplittableRandom random;
    private final List<Paid> paid = new ArrayList<>();

    /** A payment made before the load. */
    private record Paid(Purchase purchase, IntentId id) {}

    private EmbeddedScenario(LoadPlan plan, EmbeddedTarget target, String run) {
        this.scenario = plan.scenario();
        this.engine = target.engine();
        this.tenant = target.tenant();
        this.random = new SplittableRandom(plan.seed());
        this.purchases = new Purchases(run, 0, random);
    }

    /**
     * Makes what the scenario needs.
     *
     * @param run a name that no other run has
     * @throws BenchFailed when the engine does not pay
     * @throws IllegalArgumentException for a scenario that is about HTTP only
     */
    static EmbeddedScenario prepare(LoadPlan plan, EmbeddedTarget target, String run) throws InterruptedException {
        if (plan.scenario() == Scenario.TRIVIAL || plan.scenario() == Scenario.WEBHOOKS) {
            throw new IllegalArgumentException(
                    "the scenario " + plan.scenario().text() + " is about HTTP; an embedded engine has none");
        }
        EmbeddedScenario prepared = new EmbeddedScenario(plan, target, run);
        if (plan.scenario() == Scenario.REPLAY || plan.scenario() == Scenario.READ) {
            for (int i = 0; i < HttpScenario.PAID_BEFORE; i++) {
                prepared.payBefore(prepared.purchases.next());
            }
        }
        return prepared;
    }

    /** Starts the next request. */
    CompletionStage<PaymentResult> next() {
        return switch (scenario) {
            case PAYMENT -> pay(purchases.next());
            case CREATE -> create(purchases.next());
            case REPLAY -> pay(anyPaid().purchase());
            case READ -> engine.find(tenant, anyPaid().id());
            case TRIVIAL, WEBHOOKS -> throw new IllegalStateException("refused before");
        };
    }

    /** What is wrong with an answer, in few words that are the same for the same fault; or null. */
    @Nullable
    String faultIn(PaymentResult result) {
        if (result instanceof PaymentResult.Refused refused) {
            return "refused: " + refused.refusal().code();
        }
        PaymentResult.Answered answered = (PaymentResult.Answered) result;
        return switch (scenario) {
            case PAYMENT ->
                made(answered) && answered.intent().status() == IntentStatus.SUCCEEDED
                        ? null
                        : "the payment did not succeed";
            case CREATE -> made(answered) ? null : "the intent was not made";
            case REPLAY -> answered.replayed() ? null : "a repeat was not answered as a replay";
            case READ, TRIVIAL, WEBHOOKS -> null;
        };
    }

    private static boolean made(PaymentResult.Answered answered) {
        return answered.stage() == PaymentResult.Stage.CREATED && !answered.replayed();
    }

    private void payBefore(Purchase purchase) throws InterruptedException {
        try {
            PaymentResult result = pay(purchase).toCompletableFuture().get(PREPARE_SECONDS_MAX, TimeUnit.SECONDS);
            if (!(result instanceof PaymentResult.Answered answered) || !made(answered)) {
                throw new BenchFailed("A payment before the load was answered with " + result);
            }
            paid.add(new Paid(purchase, answered.intent().id()));
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchFailed("A payment before the load was not answered: " + e, e);
        }
    }

    private CompletionStage<PaymentResult> pay(Purchase purchase) {
        return engine.pay(tenant, PaymentRequest.card(request(purchase), CARD), new IdempotencyKey(purchase.key()));
    }

    private CompletionStage<PaymentResult> create(Purchase purchase) {
        return engine.create(tenant, request(purchase), new IdempotencyKey(purchase.key()));
    }

    private Paid anyPaid() {
        return paid.get(random.nextInt(paid.size()));
    }

    private static IntentRequest request(Purchase purchase) {
        return IntentRequest.of(purchase.amountMinor(), Purchases.CURRENCY).withReference(purchase.reference());
    }
}
