package io.quittance.api.scenarios;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.acquirer.InProcessConnector;
import io.quittance.api.acquirer.LedgerSummary;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.api.http.json.IntentJson;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.AttemptRequest;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.PaymentRequest;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.reading.Listing;
import io.quittance.persistence.Journals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The engine inside this JVM. Its replies are told with the numbers that {@code api.md} gives them over HTTP. */
final class EmbeddedFace implements Face {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<Refusal.Code, Integer> STATUS = Map.ofEntries(
            Map.entry(Refusal.Code.VALIDATION, 400),
            Map.entry(Refusal.Code.IDEMPOTENCY_KEY_REQUIRED, 400),
            Map.entry(Refusal.Code.NOT_FOUND, 404),
            Map.entry(Refusal.Code.ATTEMPT_IN_PROGRESS, 409),
            Map.entry(Refusal.Code.ATTEMPT_IN_DOUBT, 409),
            Map.entry(Refusal.Code.ALREADY_SUCCEEDED, 409),
            Map.entry(Refusal.Code.INTENT_CLOSED, 409),
            Map.entry(Refusal.Code.IDEMPOTENCY_KEY_IN_USE, 409),
            Map.entry(Refusal.Code.REFERENCE_ALREADY_USED, 409),
            Map.entry(Refusal.Code.PRECONDITION_FAILED, 412),
            Map.entry(Refusal.Code.IDEMPOTENCY_KEY_REUSED, 422),
            Map.entry(Refusal.Code.CARD_EXPIRED, 422),
            Map.entry(Refusal.Code.OVERLOADED, 503),
            Map.entry(Refusal.Code.INTERNAL, 500));

    private final Path directory;
    private Tenant tenant;
    private SimulatedAcquirer acquirer;
    private PaymentEngine engine;

    EmbeddedFace(Path directory) {
        this.directory = directory;
        open(Conditions.NORMAL);
    }

    private void open(Conditions conditions) {
        tenant = Tenant.test(conditions.merchant());
        try {
            acquirer =
                    SimulatedAcquirer.open(directory.resolve("acquirer.jsonl"), conditions.faults(), Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        engine = PaymentEngine.builder()
                .journal(Journals.embedded(directory))
                .processor(new InProcessConnector(acquirer))
                .start();
    }

    @Override
    public Reply create(String key, Purchase purchase) {
        return reply(engine.create(tenant, intent(purchase), key == null ? null : new IdempotencyKey(key)));
    }

    @Override
    public Reply pay(String key, Purchase purchase) {
        Duration wait = purchase.waitSeconds() == null ? null : Duration.ofSeconds(purchase.waitSeconds());
        return reply(engine.pay(
                tenant, new PaymentRequest(intent(purchase), details(purchase.card()), wait), new IdempotencyKey(key)));
    }

    @Override
    public Reply attempt(String key, String intent, Try attempt) {
        return reply(engine.attempt(
                tenant,
                new IntentId(intent),
                new AttemptRequest(details(attempt.card()), attempt.reference(), null, null),
                new IdempotencyKey(key)));
    }

    /** A look is told with 200, whatever is seen. */
    @Override
    public Reply find(String intent) {
        Reply reply = reply(engine.find(tenant, new IntentId(intent)));
        return reply.isRefused() ? reply : new Reply(200, reply.replayed(), reply.body(), reply.tree());
    }

    @Override
    public List<String> events(String intent) {
        return settled(engine.events(tenant, new IntentId(intent))) instanceof Listing.Found<JournalEntry> found
                ? found.page().data().stream().map(JournalEntry::manifest).toList()
                : List.of();
    }

    @Override
    public LedgerSummary ledger() {
        return acquirer.summary();
    }

    @Override
    public void takeNothing() {
        engine.close();
    }

    @Override
    public void restart(Conditions conditions) {
        close();
        open(conditions);
    }

    @Override
    public void close() {
        engine.close();
        try {
            acquirer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IntentRequest intent(Purchase purchase) {
        return IntentRequest.of(purchase.amount(), purchase.currency())
                .withReference(purchase.reference())
                .withPersonal(purchase.description(), purchase.metadata());
    }

    private static CardDetails details(Card card) {
        return CardDetails.of(card.number(), Card.EXP_MONTH, Card.EXP_YEAR, card.cvc());
    }

    private static Reply reply(CompletionStage<PaymentResult> stage) {
        PaymentResult result = settled(stage);
        if (result instanceof PaymentResult.Answered answered) {
            return new Reply(
                    status(answered.stage()),
                    answered.replayed(),
                    new String(IntentJson.bytes(answered.intent()), StandardCharsets.UTF_8),
                    tree(answered.intent()));
        }
        PaymentResult.Refused refused = (PaymentResult.Refused) result;
        ObjectNode tree = JSON.createObjectNode();
        tree.put("code", refused.refusal().code().name().toLowerCase(Locale.ROOT));
        tree.set("mismatched_fields", JSON.valueToTree(refused.refusal().mismatchedFields()));
        faults(tree, refused.refusal().faults());
        if (refused.intent() != null) {
            tree.set("intent", tree(refused.intent()));
        }
        return new Reply(STATUS.get(refused.refusal().code()), false, tree.toString(), tree);
    }

    /** In both views that they have over HTTP. */
    private static void faults(ObjectNode tree, List<FieldFault> faults) {
        ArrayNode errors = tree.putArray("errors");
        ArrayNode parameters = tree.putObject("result").putArray("parameterErrors");
        for (FieldFault fault : faults) {
            errors.addObject().put("pointer", fault.pointer()).put("code", fault.code());
            parameters
                    .addObject()
                    .put("name", fault.pointer().substring(1).replace('/', '.'))
                    .put("value", String.valueOf(fault.value()))
                    .put("message", fault.message());
        }
    }

    private static int status(PaymentResult.Stage stage) {
        return switch (stage) {
            case CREATED -> 201;
            case SETTLED -> 200;
            case PENDING -> 202;
        };
    }

    /** The intent under the names of {@code api.md}, read from what an embedder sees. */
    private static ObjectNode tree(IntentView intent) {
        ObjectNode tree = JSON.createObjectNode()
                .put("id", intent.id().value())
                .put("status", intent.status().text())
                .put("status_reason", intent.snapshot().statusReason())
                .put("safe_to_retry", intent.snapshot().isSafeToRetry())
                .put("amount", intent.amount().minorUnits())
                .put("currency", intent.amount().currency().code())
                .put("amount_captured", intent.snapshot().facts().amountCaptured())
                .put("description", intent.personal().description());
        tree.set("metadata", JSON.valueToTree(intent.personal().metadata()));
        for (Attempt attempt : intent.attempts()) {
            tree.withArray("attempts")
                    .addObject()
                    .put("reference_id", attempt.referenceId())
                    .put("status", attempt.status().text());
        }
        if (intent.lastFailure() != null) {
            tree.putObject("last_failure")
                    .put("code", intent.lastFailure().code())
                    .put("decline_code", intent.lastFailure().declineCode());
        }
        return tree;
    }

    private static <T> T settled(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
