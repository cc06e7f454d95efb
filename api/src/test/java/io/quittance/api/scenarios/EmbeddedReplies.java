package io.quittance.api.scenarios;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.http.json.IntentJson;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.attempt.Operation;
import io.quittance.engine.attempt.PresentedCard;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.Funds;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What an embedder is told, with the numbers that {@code api.md} gives it over HTTP. */
final class EmbeddedReplies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<Refusal.Code, Integer> STATUS = Map.ofEntries(
            Map.entry(Refusal.Code.VALIDATION, 400),
            Map.entry(Refusal.Code.IDEMPOTENCY_KEY_REQUIRED, 400),
            Map.entry(Refusal.Code.NOT_FOUND, 404),
            Map.entry(Refusal.Code.NOT_SUPPORTED, 404),
            Map.entry(Refusal.Code.ATTEMPT_IN_PROGRESS, 409),
            Map.entry(Refusal.Code.ATTEMPT_IN_DOUBT, 409),
            Map.entry(Refusal.Code.ALREADY_AUTHORIZED, 409),
            Map.entry(Refusal.Code.ALREADY_SUCCEEDED, 409),
            Map.entry(Refusal.Code.AMOUNT_EXCEEDS_CAPTURABLE, 409),
            Map.entry(Refusal.Code.AMOUNT_EXCEEDS_REFUNDABLE, 409),
            Map.entry(Refusal.Code.AMOUNT_EXCEEDS_VOIDABLE, 409),
            Map.entry(Refusal.Code.CAPTURE_WINDOW_CLOSED, 409),
            Map.entry(Refusal.Code.INTENT_CLOSED, 409),
            Map.entry(Refusal.Code.TOKEN_CONSUMED, 409),
            Map.entry(Refusal.Code.IDEMPOTENCY_KEY_IN_USE, 409),
            Map.entry(Refusal.Code.REFERENCE_ALREADY_USED, 409),
            Map.entry(Refusal.Code.PRECONDITION_FAILED, 412),
            Map.entry(Refusal.Code.IDEMPOTENCY_KEY_REUSED, 422),
            Map.entry(Refusal.Code.CARD_EXPIRED, 422),
            Map.entry(Refusal.Code.OVERLOADED, 503),
            Map.entry(Refusal.Code.INTERNAL, 500));

    private EmbeddedReplies() {}

    static Reply of(PaymentResult result) {
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
        tree.putObject("result")
                .put(
                        "code",
                        ProblemCode.valueOf(refused.refusal().code().name()).resultCode());
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
        ArrayNode parameters = tree.withObject("/result").putArray("parameterErrors");
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
                .put("version", intent.snapshot().facts().version())
                .put("description", intent.personal().description());
        amounts(tree, intent.snapshot().facts().funds());
        tree.set("metadata", JSON.valueToTree(intent.personal().metadata()));
        intent.attempts().forEach(attempt -> attempt(tree.withArray("attempts").addObject(), attempt));
        for (Operation operation : intent.snapshot().facts().operations()) {
            tree.withArray("operations")
                    .addObject()
                    .put("kind", operation.kind().text())
                    .put("amount", operation.amount())
                    .put("status", operation.status().text())
                    .put("downstream_reference", operation.downstreamReference());
        }
        NextAction action = intent.snapshot().nextAction();
        if (action != null) {
            tree.putObject("next_action").put("url", action.url());
        }
        if (intent.lastFailure() != null) {
            tree.putObject("last_failure")
                    .put("code", intent.lastFailure().code())
                    .put("decline_code", intent.lastFailure().declineCode())
                    .put("host_code", intent.lastFailure().hostCode())
                    .put("host_message", intent.lastFailure().hostMessage());
        }
        return tree;
    }

    private static void attempt(ObjectNode tree, Attempt attempt) {
        PresentedCard shown = attempt.atTerminal().card();
        tree.put("reference_id", attempt.referenceId())
                .put("status", attempt.status().text())
                .put("downstream_reference", attempt.downstreamReference())
                .putObject("method")
                .put("terminal_id", attempt.method().terminalId())
                .put("masked", shown == null ? attempt.method().masked() : shown.masked());
    }

    private static void amounts(ObjectNode tree, Funds funds) {
        tree.put("amount_authorized", funds.authorized())
                .put("amount_captured", funds.captured())
                .put("amount_capturable", funds.capturable())
                .put("amount_refunded", funds.refunded())
                .put("amount_refundable", funds.refundable())
                .put("amount_voided", funds.voided())
                .put("amount_voidable", funds.voidable())
                .put("settled_at", Objects.toString(funds.settledAt(), null));
    }
}
